import { Hono } from 'hono';
import type { Result } from '#kernel';
import { useCaseOf } from '#modules/access';
import { getFlowVersion } from '#modules/flows';
import { findVersion, publicFormHref } from '#modules/powers';
import type { AppContext } from '#platform/context';
import { langOf, portalGet, portalPost, rateLimit, type Ctx, type HttpEnv } from '#platform/http';
import { langPath, t } from '#platform/i18n';
import { CasePage, ErrorSummary, Field, Form, portalScripts, useT, type PortalKit } from '#platform/portal';
import { fileProblemText } from '../api/file-problems.ts';
import { StatementInput, SupplementInput, ReasonInput } from '../contract/index.ts';
import { shownForms, type MaterialForms } from '../db/bind-power.ts';
import { findCase } from '../db/case-reader.ts';
import { environmentOf } from '../db/environment.ts';
import {
  closePartySession,
  openPartySession,
  partyOfCode,
  partyOfSession,
  type PartyActor,
} from '../db/party-session.ts';
import { DocumentContent } from '../documents/document.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import type { Case } from '../engine/case.ts';
import { receiveFiles } from '../http/receive-files.ts';
import { sendFile } from '../http/send-document.ts';
import { documentPdf, receiptPdf } from '../documents/pdf.ts';
import { myWords as w } from '../texts/case-words.ts';
import { ERROR_TEXTS } from '../texts/error-texts.ts';
import type { ActedCase } from '../use-cases/act-on-case.ts';
import { addFiles, stateAndDefend, supplement, withdraw } from '../use-cases/party-acts.ts';
import { readCase, readDocument } from '../use-cases/read-case.ts';
import { DocumentPage } from './document-page.tsx';
import { MyActions, MyTask, type Refused } from './my-actions.tsx';
import { myPageProps } from './my-page-props.tsx';
import { dropPartyCookie, partyCookie, setPartyCookie } from './party-cookie.ts';
import { TrialCase } from './trial-case.tsx';

const NO_STORE = { 'cache-control': 'private, no-store' };

/** `/my`: one's own case by receipt code. The code is posted, never in an address; the session is for that case only. */
export function myPortal(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const codeLimit = rateLimit(ctx, { bucket: 'receipt-code', limit: 20, seconds: 60 });
  for (const path of ['/my', '/en/my'])
    app.use(path, (c, next) => (c.req.method === 'POST' ? codeLimit(c, next) : next()));
  portalGet(app, '/my', async (c) => {
    const party = await partyOf(ctx, c);
    return party === undefined ? codePage(kit, c, null) : casePage(ctx, kit, c, party, null);
  });
  portalPost(app, '/my', async (c) => {
    const typed = (await c.req.parseBody())['code'];
    const use = useCaseOf(ctx, c);
    const party = typeof typed === 'string' ? await partyOfCode(use, typed) : undefined;
    if (party === undefined) return codePage(kit, c, typeof typed === 'string' ? typed : '');
    setPartyCookie(ctx, c, await openPartySession(use, party));
    return home(c);
  });
  portalPost(app, '/my/leave', async (c) => {
    const token = partyCookie(c);
    if (token !== undefined) await closePartySession(useCaseOf(ctx, c), token);
    dropPartyCookie(c);
    return home(c);
  });
  forms(app, ctx, kit);
  documents(app, ctx, kit);
  return app;
}

function home(c: Ctx, query = ''): Response {
  return c.redirect(`${langPath(langOf(c), '/my')}${query}`, 303);
}

async function partyOf(ctx: AppContext, c: Ctx): Promise<PartyActor | undefined> {
  const token = partyCookie(c);
  return token === undefined ? undefined : partyOfSession(useCaseOf(ctx, c), token);
}

function codePage(kit: PortalKit, c: Ctx, wrong: string | null): Response {
  return kit.page(
    c,
    { title: w.title, section: 'my', body: <CodeForm wrong={wrong} /> },
    { noStore: true, status: wrong === null ? 200 : 422 },
  );
}

function CodeForm({ wrong }: { wrong: string | null }) {
  const tt = useT();
  return (
    <article>
      <h1>{tt(w.title)}</h1>
      <p>{tt(w.intro)}</p>
      <ErrorSummary errors={wrong === null ? [] : [{ name: 'code', message: tt(w.wrong) }]} />
      <Form action="/my" submit={tt(w.open)}>
        <Field
          kind="text"
          name="code"
          label={tt(w.code)}
          hint={tt(w.codeHint)}
          width="medium"
          maxLength={60}
          autoComplete="off"
          value={wrong ?? ''}
          {...(wrong === null ? {} : { error: tt(w.wrong) })}
        />
      </Form>
    </article>
  );
}

/** Blank forms and samples of the version that the case is bound to. */
async function formsOfCase(
  ctx: AppContext,
  { agencyId, powerVersionId }: Pick<Case, 'agencyId' | 'powerVersionId'>,
): Promise<MaterialForms> {
  const version = await findVersion(ctx.db, agencyId, powerVersionId);
  return version === undefined ? new Map() : shownForms(version.content, publicFormHref(version.rid));
}

async function casePage(
  ctx: AppContext,
  kit: PortalKit,
  c: Ctx,
  party: PartyActor,
  refused: Refused | null,
): Promise<Response> {
  const use = useCaseOf(ctx, c);
  const lang = langOf(c);
  const [detail, found] = await Promise.all([
    readCase(use, party, party, lang),
    findCase(ctx.db, { agencyId: party.agencyId, id: party.caseId }),
  ]);
  if (!detail.ok || found === undefined) return codePage(kit, c, null);
  const [env, flow, forms] = await Promise.all([
    environmentOf(ctx, found),
    getFlowVersion(ctx.db, found.agencyId, found.flowVersionId),
    formsOfCase(ctx, found),
  ]);
  const props = myPageProps({ c: found, detail: detail.value, env, flow, lang });
  const told = c.req.query('done') !== undefined;
  const body = (
    <>
      <CasePage
        {...props}
        notices={<TrialCase terms={found.terms} />}
        actions={<MyTask detail={detail.value} forms={forms} refused={refused} told={told} />}
      />
      <MyActions detail={detail.value} refused={refused} />
    </>
  );
  return kit.page(
    c,
    { title: w.title, section: 'my', body, scripts: [portalScripts.flow] },
    { noStore: true, status: refused === null ? 200 : 422 },
  );
}

type Acted = Promise<Result<ActedCase, CaseRefusal>>;

function forms(app: Hono<HttpEnv>, ctx: AppContext, kit: PortalKit): void {
  const post = (
    form: string,
    act: (
      c: Ctx,
      party: PartyActor,
      body: Readonly<Record<string, unknown>>,
    ) => Promise<Omit<Refused, 'form' | 'values'> | null>,
  ): void => {
    portalPost(app, `/my/${form}`, async (c) => {
      const party = await partyOf(ctx, c);
      if (party === undefined) return home(c);
      const body = await c.req.parseBody({ all: true });
      const refused = await act(c, party, body);
      if (refused === null) return home(c, '?done');
      const values = Object.fromEntries(
        Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      );
      return casePage(ctx, kit, c, party, { ...refused, form, values });
    });
  };
  const settle = async (c: Ctx, acted: Acted) => {
    const done = await acted;
    return done.ok ? null : { message: t(langOf(c), ERROR_TEXTS[done.error.code]) };
  };
  post('supplement', async (c, party, body) => {
    const { files, problems } = await receiveFiles(ctx, body);
    if (problems.length > 0) return fileRefusal(c, problems);
    const input = SupplementInput.safeParse({ note: body['note'] ?? '' });
    return settle(
      c,
      supplement(useCaseOf(ctx, c), party, {
        ...party,
        files,
        note: input.success ? input.data.note : '',
      }),
    );
  });
  post('files', async (c, party, body) => {
    const { files, problems } = await receiveFiles(ctx, body);
    if (problems.length > 0) return fileRefusal(c, problems);
    return settle(c, addFiles(useCaseOf(ctx, c), party, { ...party, files }));
  });
  post('statement', async (c, party, body) => {
    const input = StatementInput.safeParse({ text: body['text'] });
    if (!input.success) return { name: 'text', message: t(langOf(c), w.textShort) };
    return settle(c, stateAndDefend(useCaseOf(ctx, c), party, { ...party, ...input.data }));
  });
  post('withdraw', async (c, party, body) => {
    const input = ReasonInput.safeParse({ reason: body['reason'] });
    if (!input.success) return { name: 'reason', message: t(langOf(c), w.reasonShort) };
    return settle(c, withdraw(useCaseOf(ctx, c), party, { ...party, ...input.data }));
  });
}

function fileRefusal(c: Ctx, problems: readonly Parameters<typeof fileProblemText>[1][]) {
  const [first] = problems;
  if (first === undefined) throw new Error('a refusal names a file');
  const lang = langOf(c);
  // Only a draft keeps files: here whatever came with the refused one has to be chosen again.
  return { name: first.field, message: `${fileProblemText(lang, first)}${t(lang, w.chooseAgain)}` };
}

function documents(app: Hono<HttpEnv>, ctx: AppContext, kit: PortalKit): void {
  const withCase = (then: (c: Ctx, party: PartyActor) => Response | Promise<Response>) => async (c: Ctx) => {
    const party = await partyOf(ctx, c);
    return party === undefined ? home(c) : then(c, party);
  };
  const note = async ({ agencyId, caseId }: PartyActor) =>
    ctx.db
      .selectFrom('case_file')
      .select(['receipt_note', 'received_at'])
      .where('agency_id', '=', agencyId)
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
  app.get(
    '/my/receipt.txt',
    withCase(async (c, party) =>
      c.text((await note(party)).receipt_note, 200, {
        ...NO_STORE,
        'content-disposition': 'attachment; filename="receipt.txt"',
      }),
    ),
  );
  app.get(
    '/my/receipt.pdf',
    withCase(async (c, party) => {
      const { receipt_note, received_at } = await note(party);
      return pdf(
        c,
        await receiptPdf({ note: receipt_note, receivedAt: received_at, demo: ctx.config.demo.load }),
        'receipt.pdf',
      );
    }),
  );
  portalGet(
    app,
    '/my/documents/:id{[0-9a-f-]{36}}',
    withCase((c, party) => one(ctx, kit, c, party, 'page')),
  );
  app.get(
    '/my/documents/:id{[0-9a-f-]{36}}/pdf',
    withCase((c, party) => one(ctx, kit, c, party, 'pdf')),
  );
}

function pdf(c: Ctx, bytes: Uint8Array<ArrayBuffer>, name: string): Response {
  return c.body(bytes, 200, {
    ...NO_STORE,
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${name}"`,
  });
}

async function one(
  ctx: AppContext,
  kit: PortalKit,
  c: Ctx,
  party: PartyActor,
  as: 'page' | 'pdf',
): Promise<Response> {
  const found = await readDocument(useCaseOf(ctx, c), party, {
    ...party,
    documentId: c.req.param('id') ?? '',
  });
  if (!found.ok) return kit.error(c, 404);
  if (found.value.fileKey !== null) return sendFile(ctx, c, found.value);
  const content = DocumentContent.safeParse(found.value.content);
  if (!content.success) return kit.error(c, 404);
  const demo = ctx.config.demo.load;
  if (as === 'pdf') return pdf(c, await documentPdf(content.data, demo), 'document.pdf');
  const pdfHref = `/my/documents/${c.req.param('id')}/pdf`;
  return kit.page(
    c,
    {
      title: content.data.title,
      section: 'my',
      body: <DocumentPage document={content.data} backHref="/my" pdfHref={pdfHref} demo={demo} />,
    },
    { noStore: true },
  );
}
