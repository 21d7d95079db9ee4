import type { ReactNode } from 'react';
import { formatDay } from '#kernel';
import { approvalsByVersion, approvalText, type Approval } from '#modules/approval';
import type { FlowVersion } from '#modules/flows';
import type { AppContext } from '#platform/context';
import { messages } from '#platform/i18n';
import { Items, Link, useLang, useT, Zh } from '#platform/portal';
import { publicEndOf, publicVersionsOf, type PublicEnd, type PublicVersion } from '../db/public-versions.ts';

const words = messages({
  title: { zh: '版本和审签', en: 'Versions, and who approved them' },
  nth: { zh: '第 {n} 版', en: 'version {n}' },
  shown: { zh: '（本页）', en: ' (this page)' },
  from: { zh: '自 {day} 起施行', en: 'in force from {day}' },
  published: { zh: '{day} 公布', en: 'published on {day}' },
  office: { zh: '起草：{office}', en: 'drafted by {office}' },
  why: { zh: '修订理由：{reason}', en: 'Why it was revised: {reason}' },
  end: { zh: '终止', en: 'end' },
  endsFrom: { zh: '自 {day} 起终止', en: 'in force no more from {day}' },
  whyEnd: { zh: '终止理由：{reason}', en: 'Why it ends: {reason}' },
  bound: {
    zh: '调用通用流程的事项流程各自写明调用第几版；公布新版不改变已有的调用，正在办理的案件继续按原来的版本走完。',
    en: 'A flow that calls a general flow names the version it calls: a new version changes no call that exists, and cases under way go on with the version they began with.',
  },
});

/** What the page of a general flow says of its versions; for `flowsPortal`. */
export function categoryVersions(ctx: AppContext) {
  return async (version: FlowVersion): Promise<ReactNode> => {
    const { db } = ctx;
    const { agencyId, flowId, n } = version;
    const [versions, end] = await Promise.all([
      publicVersionsOf(db, agencyId, flowId),
      publicEndOf(db, agencyId, flowId),
    ]);
    const ids = [...versions, ...(end === undefined ? [] : [end])].flatMap(
      ({ versionId }) => versionId ?? [],
    );
    const approvals =
      ids.length === 0
        ? new Map<string, readonly Approval[]>()
        : await approvalsByVersion(db, 'category-flow.version', agencyId, ids);
    return <Versions versions={versions} end={end} approvals={approvals} shown={n} code={version.code} />;
  };
}

type Props = {
  readonly versions: readonly PublicVersion[];
  readonly end: PublicEnd | undefined;
  readonly approvals: ReadonlyMap<string, readonly Approval[]>;
  readonly shown: number | null;
  readonly code: string;
};

function Versions({ versions, end, approvals, shown, code }: Props) {
  const t = useT();
  return (
    <section>
      <h2>{t(words.title)}</h2>
      <Items
        items={[
          ...(end === undefined
            ? []
            : [<End key="end" end={end} approvals={approvals.get(end.versionId) ?? []} />]),
          ...versions.map((version) => (
            <OneVersion
              key={version.n}
              version={version}
              approvals={approvals.get(version.versionId ?? '') ?? []}
              href={version.n === shown ? undefined : `/flows/${encodeURIComponent(code)}?n=${version.n}`}
            />
          )),
        ]}
      />
      <p className="quiet small">{t(words.bound)}</p>
    </section>
  );
}

function OneVersion({
  version,
  approvals,
  href,
}: {
  readonly version: PublicVersion;
  readonly approvals: readonly Approval[];
  readonly href: string | undefined;
}) {
  const t = useT();
  const lang = useLang();
  const { n, effectiveFrom, publishedOn, office, reason } = version;
  const name = t(words.nth, { n });
  return (
    <>
      {href === undefined ? (
        <b>
          {name}
          {t(words.shown)}
        </b>
      ) : (
        <Link href={href}>{name}</Link>
      )}{' '}
      {effectiveFrom === null
        ? t(words.published, { day: formatDay(publishedOn, lang) })
        : t(words.from, { day: formatDay(effectiveFrom, lang) })}
      {office !== null && <span className="quiet small block">{t(words.office, { office })}</span>}
      {reason !== '' && (
        <span className="quiet small block">
          <Zh>{t(words.why, { reason })}</Zh>
        </span>
      )}
      <Approvals approvals={approvals} />
    </>
  );
}

function End({ end, approvals }: { readonly end: PublicEnd; readonly approvals: readonly Approval[] }) {
  const t = useT();
  const lang = useLang();
  return (
    <>
      <b>{t(words.end)}</b> {t(words.endsFrom, { day: formatDay(end.endsOn, lang) })}
      <span className="quiet small block">{t(words.office, { office: end.office })}</span>
      <span className="quiet small block">
        <Zh>{t(words.whyEnd, { reason: end.reason })}</Zh>
      </span>
      <Approvals approvals={approvals} />
    </>
  );
}

function Approvals({ approvals }: { readonly approvals: readonly Approval[] }) {
  const lang = useLang();
  if (approvals.length === 0) return null;
  return (
    <span className="quiet small block">
      {approvals.map((approval) => approvalText(approval, lang)).join(' · ')}
    </span>
  );
}
