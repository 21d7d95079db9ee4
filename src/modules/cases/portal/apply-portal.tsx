import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { toString as qrSvg } from 'qrcode';
import { legalDayOf } from '#kernel';
import { SOCIETY, useCaseOf } from '#modules/access';
import { getFlowVersion, openSteps, start } from '#modules/flows';
import { findPowerInForce, findShownVersion } from '#modules/powers';
import type { AppContext } from '#platform/context';
import { langOf, portalGet, portalPost, rateLimit, type Ctx, type HttpEnv } from '#platform/http';
import { langPath, t } from '#platform/i18n';
import { Link, portalScripts, ReceiptPanel, type PortalKit } from '#platform/portal';
import { fileProblemText } from '../api/file-problems.ts';
import { bindPower, type Binding } from '../db/bind-power.ts';
import { findCase } from '../db/case-reader.ts';
import {
  claimDraft,
  DRAFT_DAYS,
  findDraft,
  newDraftToken,
  saveDraft,
  settleDraft,
  type Draft,
  type DraftKey,
} from '../db/draft-store.ts';
import { openPartySession } from '../db/party-session.ts';
import { receiveFiles } from '../http/receive-files.ts';
import { ERROR_TEXTS } from '../texts/error-texts.ts';
import { submitApplication } from '../use-cases/submit-application.ts';
import {
  APPLY_STEPS,
  applicationOf,
  problemsOf,
  valuesOf,
  type ApplyStep,
  type Problem,
  type Values,
} from './apply-form.ts';
import { BeforePage, NotOnlinePage, StepPage } from './apply-pages.tsx';
import { applyWords as w } from './apply-words.ts';
import { EndedPage } from './ended-page.tsx';
import { setPartyCookie } from './party-cookie.ts';
import { TrialCase } from './trial-case.tsx';

const COOKIE = 'application';

type Found = {
  readonly binding: Binding;
  readonly base: string;
  readonly key: DraftKey | null;
  readonly draft: Draft | undefined;
};

/** `/powers/{code}/apply`: one topic a page, kept at every step, without script. Never cached. */
export function applyPortal(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const root = '/powers/:code/apply';
  for (const path of [`${root}/*`, `/en${root}/*`])
    app.use(path, rateLimit(ctx, { bucket: 'apply-pages', limit: 240, seconds: 60 }));
  portalGet(app, root, (c) => withPower(ctx, kit, c, (found) => before(ctx, kit, c, found)));
  portalPost(app, `${root}/start`, (c) => withPower(ctx, kit, c, (found) => begin(ctx, c, found)));
  portalGet(app, `${root}/receipt`, (c) => receipt(ctx, kit, c));
  for (const step of APPLY_STEPS) {
    portalGet(app, `${root}/${step}`, (c) =>
      withDraft(ctx, kit, c, (found, draft) =>
        stepPage(ctx, kit, c, found, { step, values: draft.values, files: draft.files }),
      ),
    );
    portalPost(app, `${root}/${step}`, (c) =>
      withDraft(ctx, kit, c, (found, draft, key) => take(ctx, kit, c, { found, draft, key, step })),
    );
  }
  for (const step of ['kind', 'applicant', 'request'] as const)
    portalPost(app, `${root}/${step}/save`, (c) =>
      withDraft(ctx, kit, c, async ({ binding }, _draft, key) => {
        const form = await c.req.parseBody({ all: true });
        await saveDraft(ctx, key, valuesOf(step, form, binding.terms.form));
        return c.body(null, 204);
      }),
    );
  return app;
}

async function withPower(
  ctx: AppContext,
  kit: PortalKit,
  c: Ctx,
  then: (found: Found) => Response | Promise<Response>,
): Promise<Response> {
  const binding = await bindPower(ctx, c.req.param('code') ?? '', legalDayOf(ctx.clock.now()));
  if (binding === undefined) return noLonger(ctx, kit, c);
  return then({ binding, ...(await draftOf(ctx, c)) });
}

/** What the address answers where nobody can apply: that the power has ended, where it has. */
async function noLonger(ctx: AppContext, kit: PortalKit, c: Ctx): Promise<Response> {
  const power = await findPowerInForce(ctx.db, c.req.param('code') ?? '', legalDayOf(ctx.clock.now()));
  const shown = power && (await findShownVersion(ctx.db, power.rid));
  if (shown === undefined || shown.status === 'in-force') return kit.error(c, 404);
  const body = (
    <EndedPage
      href={`/powers/${encodeURIComponent(shown.code)}`}
      name={shown.content.name}
      moved={shown.status === 'transferred'}
      from={shown.effectiveFrom}
      reason={shown.reason}
    />
  );
  return kit.page(c, { title: w.title, section: 'powers', body }, { status: 410, noStore: true });
}

/** What this browser has typed for the item of the address, or has sent. */
async function draftOf(ctx: AppContext, c: Ctx): Promise<Omit<Found, 'binding'>> {
  const code = c.req.param('code') ?? '';
  const token = getCookie(c, COOKIE);
  const key = token === undefined ? null : { token, powerCode: code };
  const draft = key === null ? undefined : await findDraft(ctx, key);
  return { base: `/powers/${encodeURIComponent(code)}/apply`, key, draft };
}

/** A page of the form needs a draft of this browser; without one it begins at the beginning. */
async function withDraft(
  ctx: AppContext,
  kit: PortalKit,
  c: Ctx,
  then: (found: Found, draft: Draft, key: DraftKey) => Response | Promise<Response>,
): Promise<Response> {
  return withPower(ctx, kit, c, (found) => {
    if (found.key === null || found.draft === undefined) return go(c, found.base);
    if (found.draft.sent !== null) return go(c, `${found.base}/receipt`);
    return then(found, found.draft, found.key);
  });
}

function go(c: Ctx, path: string): Response {
  return c.redirect(langPath(langOf(c), path), 303);
}

/** Whether the bound flow begins with the party's application; others the agency starts on its own motion. */
async function startsByApplication(ctx: AppContext, binding: Binding): Promise<boolean> {
  const { table } = await getFlowVersion(ctx.db, binding.agencyId, binding.flowVersionId);
  return openSteps(table, start(table)).every(({ node }) => node.role === 'apply');
}

async function before(
  ctx: AppContext,
  kit: PortalKit,
  c: Ctx,
  { binding, base, draft }: Found,
): Promise<Response> {
  const power = await findPowerInForce(ctx.db, binding.terms.powerCode, legalDayOf(ctx.clock.now()));
  const online =
    (power?.content.channels.includes('online') ?? false) && (await startsByApplication(ctx, binding));
  const body = online ? (
    <BeforePage
      base={base}
      terms={binding.terms}
      forms={binding.forms}
      conditions={power?.content.conditions ?? []}
      unchecked={power?.content.statutoryLimit?.verified === false}
      started={draft !== undefined && draft.sent === null}
    />
  ) : (
    <NotOnlinePage href={base.replace(/\/apply$/, '')} name={binding.terms.powerName} />
  );
  return kit.page(c, { title: w.title, section: 'powers', body }, { noStore: true });
}

async function begin(ctx: AppContext, c: Ctx, { base, key, draft, binding }: Found): Promise<Response> {
  if (!(await startsByApplication(ctx, binding))) return go(c, base);
  const token =
    draft !== undefined && draft.sent !== null ? newDraftToken() : (key?.token ?? newDraftToken());
  await saveDraft(ctx, { token, powerCode: binding.terms.powerCode }, {});
  setCookie(c, COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: ctx.config.publicUrl.startsWith('https:'),
    maxAge: DRAFT_DAYS * 86_400,
  });
  return go(c, `${base}/kind`);
}

type Shown = {
  readonly step: ApplyStep;
  readonly values: Values;
  readonly files: Draft['files'];
  readonly problems?: readonly Problem[];
  readonly fileProblems?: readonly { name: string; message: string }[];
};

function stepPage(ctx: AppContext, kit: PortalKit, c: Ctx, { binding, base }: Found, shown: Shown): Response {
  const { step, values, files, problems = [], fileProblems = [] } = shown;
  const wrong = problems.length + fileProblems.length > 0;
  const page = {
    base,
    terms: binding.terms,
    forms: binding.forms,
    values,
    files,
    problems,
    fileProblems,
    uploadLimitMb: Math.floor(ctx.config.uploadLimitBytes / 1_048_576),
  };
  return kit.page(
    c,
    {
      title: binding.terms.powerName,
      section: 'powers',
      body: <StepPage step={step} page={page} scripts />,
      scripts: [portalScripts.autosave],
    },
    { noStore: true, status: wrong ? 422 : 200 },
  );
}

type Taking = {
  readonly found: Found;
  readonly draft: Draft;
  readonly key: DraftKey;
  readonly step: ApplyStep;
};

/** What was typed is kept first; only then it is looked at. */
async function take(
  ctx: AppContext,
  kit: PortalKit,
  c: Ctx,
  { found, draft, key, step }: Taking,
): Promise<Response> {
  const form = await c.req.parseBody({ all: true });
  const questions = found.binding.terms.form;
  const values = { ...draft.values, ...valuesOf(step, form, questions) };
  if (step === 'materials') return takeFiles(ctx, kit, c, { found, draft, key, step }, form);
  if (step !== 'check') await saveDraft(ctx, key, valuesOf(step, form, questions));
  const problems = problemsOf(step, values, questions);
  if (problems.length > 0)
    return stepPage(ctx, kit, c, found, { step, values, files: draft.files, problems });
  if (step !== 'check') return go(c, `${found.base}/${APPLY_STEPS[APPLY_STEPS.indexOf(step) + 1]}`);
  for (const earlier of APPLY_STEPS.slice(0, -1)) {
    const wrong = problemsOf(earlier, values, questions);
    if (wrong.length > 0)
      return stepPage(ctx, kit, c, found, {
        step: earlier,
        values,
        files: draft.files,
        problems: wrong,
      });
  }
  return send(ctx, kit, c, { found, draft, key, step }, values);
}

async function takeFiles(
  ctx: AppContext,
  kit: PortalKit,
  c: Ctx,
  { found, draft, key, step }: Taking,
  form: Readonly<Record<string, unknown>>,
): Promise<Response> {
  const dropped = form['drop'];
  const { files: came, problems } = await receiveFiles(ctx, form);
  const replaced = new Set(came.map((one) => one.key));
  const files = [...draft.files.filter((one) => !replaced.has(one.key)), ...came].filter(
    (one) => one.stored.key !== dropped,
  );
  await saveDraft(ctx, key, {}, files);
  if (problems.length > 0) {
    const fileProblems = problems.map((one) => ({
      name: one.field,
      message: fileProblemText(langOf(c), one),
    }));
    return stepPage(ctx, kit, c, found, { step, values: draft.values, files, fileProblems });
  }
  return go(c, `${found.base}/${dropped === undefined ? 'check' : 'materials'}`);
}

async function send(
  ctx: AppContext,
  kit: PortalKit,
  c: Ctx,
  { found, draft, key, step }: Taking,
  values: Values,
): Promise<Response> {
  const application = applicationOf(found.binding.terms.powerCode, values, found.binding.terms.form);
  if (application === undefined)
    return stepPage(ctx, kit, c, found, {
      step,
      values,
      files: draft.files,
      problems: [{ name: 'declared', code: 'declare' }],
    });
  if (!(await claimDraft(ctx, key))) return go(c, `${found.base}/receipt`);
  const use = useCaseOf(ctx, c);
  const done = await submitApplication(use, SOCIETY, { application, files: draft.files, channel: 'online' });
  if (!done.ok) {
    await settleDraft(ctx, key, null);
    const fileProblems = [{ name: 'declared', message: t(langOf(c), ERROR_TEXTS[done.error.code]) }];
    return stepPage(ctx, kit, c, found, { step, values, files: draft.files, fileProblems });
  }
  const { agencyId, caseId, code, note, receivedAt } = done.value;
  await settleDraft(ctx, key, { agencyId, caseId, code, note, receivedAt });
  setPartyCookie(ctx, c, await openPartySession(use, { kind: 'party', agencyId, caseId }));
  return go(c, `${found.base}/receipt`);
}

/**
 * The evidence to take home: shown as long as the draft's token lives, and never again after. It says what the case was accepted
 * under, whatever has become of the item since.
 */
async function receipt(ctx: AppContext, kit: PortalKit, c: Ctx): Promise<Response> {
  const { draft, base } = await draftOf(ctx, c);
  const sent = draft?.sent ?? null;
  if (sent === null) return go(c, base);
  const filed = await findCase(ctx.db, { agencyId: sent.agencyId, id: sent.caseId });
  if (filed === undefined) return kit.error(c, 404);
  const { terms } = filed;
  const lang = langOf(c);
  const svg = await qrSvg(sent.note, { type: 'svg', errorCorrectionLevel: 'L', margin: 1 });
  const body = (
    <ReceiptPanel
      code={sent.code}
      at={sent.receivedAt}
      qrSvg={svg}
      qrLabel={t(lang, w.qr)}
      downloads={
        <ul className="links">
          <li>
            <a href="/my/receipt.pdf">{t(lang, w.pdf)}</a>
          </li>
          <li>
            <a href="/my/receipt.txt">{t(lang, w.note)}</a>
          </li>
        </ul>
      }
      next={
        <>
          <h2>{t(lang, w.nextSteps)}</h2>
          <p>{t(lang, w.nextText, { agency: terms.agencyName })}</p>
          <TrialCase terms={terms} />
          <p>
            <Link href="/my">{t(lang, w.toCase)}</Link>
          </p>
        </>
      }
    />
  );
  return kit.page(c, { title: w.received, section: 'my', body }, { noStore: true });
}
