import { z } from 'zod';

const ProblemSchema = z.object({
  title: z.string(),
  status: z.number(),
  code: z.string(),
  requestId: z.string(),
  fields: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  detail: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof ProblemSchema>;

/** A refusal of the API: a code, a sentence in the reader's language, the refused fields. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

type Call = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A file goes as the bytes it is, a form as a form, all else as JSON. */
  readonly body?: unknown;
  /** Row version the edit rests on; the server answers 412 when somebody else was faster. */
  readonly ifMatch?: number | string;
  /** Makes a repeated POST count once. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
};
type Options<T> = Call & { readonly schema: z.ZodType<T> };

/** One call of `/api/v1`: parses the answer with the module's contract, throws `ApiRefusal` for a problem document. */
export async function api<T>(path: string, options: Options<T>): Promise<T> {
  const response = await send(path, options, 'application/json');
  if (response.status === 204) return options.schema.parse(undefined);
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return options.schema.parse(body);
  throw refusalOf(response, body);
}

/** One call of `/api/v1` that answers with a file; throws `ApiRefusal` for a problem document. */
export async function apiFile(path: string, options: Call = {}): Promise<Blob> {
  const response = await send(path, options, '*/*');
  if (response.ok) return response.blob();
  throw refusalOf(response, await response.json().catch(() => undefined));
}

function send(path: string, options: Call, accept: string): Promise<Response> {
  const headers = new Headers({ accept, 'accept-language': document.documentElement.lang });
  const { body } = options;
  const sent = body instanceof FormData || body instanceof Blob ? body : JSON.stringify(body);
  if (body instanceof Blob)
    headers.set('content-type', body.type === 'application/json' ? body.type : 'application/octet-stream');
  else if (body !== undefined && !(body instanceof FormData)) headers.set('content-type', 'application/json');
  if (options.ifMatch !== undefined) headers.set('if-match', `"${options.ifMatch}"`);
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey);
  return fetch(`/api/v1${path}`, {
    method: options.method ?? 'GET',
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: sent }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
}

function refusalOf(response: Response, body: unknown): ApiRefusal {
  const problem = ProblemSchema.safeParse(body);
  return new ApiRefusal(
    problem.success
      ? problem.data
      : {
          title: `${response.status}`,
          status: response.status,
          code: 'http/unreadable',
          requestId: response.headers.get('x-request-id') ?? '',
        },
  );
}

export const Nothing = z.unknown().transform(() => undefined);
