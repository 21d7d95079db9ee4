import { Hono } from 'hono';
import { actorOf, staffSession } from '#modules/access';
import { deskFormHref, findReadableVersion } from '#modules/powers';
import type { AppContext } from '#platform/context';
import { portalGet, type HttpEnv } from '#platform/http';
import { Notice, useT, type PortalKit } from '#platform/portal';
import { shownForms, shownTerms, type MaterialForms, type ShownTerms } from '../db/bind-power.ts';
import { APPLY_STEPS } from './apply-form.ts';
import { BeforePage, StepPage } from './apply-pages.tsx';
import { applyWords as w } from './apply-words.ts';

/** `/preview/power-versions/{id}`: the pages an applicant will see, for whoever may read the draft. Nothing can be sent. */
export function previewPortal(ctx: AppContext, kit: PortalKit): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  for (const path of ['/preview/*', '/en/preview/*']) app.use(path, staffSession(ctx));
  portalGet(app, '/preview/power-versions/:versionId', async (c) => {
    const actor = actorOf(c);
    if (actor.kind !== 'staff') return kit.error(c, 404);
    const versionId = c.req.param('versionId') ?? '';
    const version = /^[0-9a-f-]{36}$/.test(versionId)
      ? await findReadableVersion(ctx.db, actor, { agencyId: actor.agencyId, versionId })
      : undefined;
    if (version === undefined) return kit.error(c, 404);
    const { name } = await ctx.db
      .selectFrom('agency')
      .select('name')
      .where('id', '=', version.agencyId)
      .executeTakeFirstOrThrow();
    const body = (
      <Preview
        terms={shownTerms(version.content, name)}
        forms={shownForms(version.content, deskFormHref(version.versionId))}
        conditions={version.content.conditions}
        unchecked={version.content.statutoryLimit?.verified === false}
        uploadLimitMb={Math.floor(ctx.config.uploadLimitBytes / 1_048_576)}
      />
    );
    return kit.page(c, { title: w.preview, section: 'powers', body }, { noStore: true });
  });
  return app;
}

type Props = {
  readonly terms: ShownTerms;
  readonly forms: MaterialForms;
  readonly conditions: readonly string[];
  readonly unchecked: boolean;
  readonly uploadLimitMb: number;
};

function Preview({ terms, forms, conditions, unchecked, uploadLimitMb }: Props) {
  const t = useT();
  const page = {
    base: '',
    terms,
    forms,
    values: {},
    files: [],
    problems: [],
    fileProblems: [],
    uploadLimitMb,
  };
  return (
    <>
      <Notice kind="info">{t(w.previewText)}</Notice>
      <div inert>
        <BeforePage
          base=""
          terms={terms}
          forms={forms}
          conditions={conditions}
          unchecked={unchecked}
          started={false}
        />
        {APPLY_STEPS.slice(0, -1).map((step) => (
          <StepPage key={step} step={step} page={page} scripts={false} />
        ))}
      </div>
    </>
  );
}
