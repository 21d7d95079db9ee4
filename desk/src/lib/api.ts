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

type Options<T> = {
  readonly schema: z.ZodType<T>;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** Row version the edit rests on; the server answers 412 when somebody else was faster. */
  readonly ifMatch?: number | string;
  /** Makes a repeated POST count once. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
};

/** One call of `/api/v1`: parses the answer with the module's contract, throws `ApiRefusal` for a problem document. */
export async function api<T>(path: string, options: Options<T>): Promise<T> {
  const raw = options.body instanceof FormData || options.body instanceof Blob ? options.body : undefined;
  const headers = new Headers({
    accept: 'application/json',
    'accept-language': document.documentElement.lang,
  });
  if (options.body !== undefined && !(raw instanceof FormData))
    headers.set('content-type', 'application/json');
  if (options.ifMatch !== undefined) headers.set('if-match', `"${options.ifMatch}"`);
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey);
  const response = await fetch(`/api/v1${path}`, {
    method: options.method ?? 'GET',
    headers,
    credentials: 'same-origin',
    ...(options.body === undefined ? {} : { body: raw ?? JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  if (response.status === 204) return options.schema.parse(undefined);
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return options.schema.parse(body);
  const problem = ProblemSchema.safeParse(body);
  throw new ApiRefusal(
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
