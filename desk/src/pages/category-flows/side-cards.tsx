import { Link } from '@tanstack/react-router';
import { Card, Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { formatDay, LegalDay } from '#kernel';
import type { CategoryDetail } from '#modules/category-flows/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { FindingLines } from '../flows/findings.tsx';
import { STATE_WORDS } from '../powers/words.ts';
import { m } from './words.ts';

const words = messages({
  checklist: { zh: '公布前还差 {n} 项', en: '{n} missing before publication' },
  ready: { zh: '内容齐全', en: 'Complete' },
  complete: { zh: '没有差项，可以往前走。', en: 'Nothing is missing.' },
  callers: { zh: '哪些流程调用它', en: 'Flows that call it' },
  noCallers: { zh: '还没有事项的流程调用它。', en: 'No flow of a power calls it yet.' },
  calls: { zh: '调用第 {n} 版', en: 'calls version {n}' },
  bound: {
    zh: '公布新版不改变这些调用：各流程和正在办理的案件继续按原来调用的版本走，要改用新版由各事项调整自己的流程。',
    en: 'A new version changes none of these calls: the flows, and cases under way, go on with the version they name until each power changes its own flow.',
  },
  versions: { zh: '全部版本', en: 'All versions' },
  ofPublication: { zh: '公布之日', en: 'the day of publication' },
});

type Props = { readonly version: CategoryDetail };

/** What still stops publication, with what the checks find in the drawing. */
export function Checklist({ version: { blockers, findings } }: Props): ReactNode {
  const { say } = useLanguage();
  return (
    <Card
      size="small"
      title={blockers.length === 0 ? say(words.ready) : say(words.checklist, { n: blockers.length })}
    >
      {blockers.length === 0 ? (
        <span className="power-done">{say(words.complete)}</span>
      ) : (
        <ul className="power-list">
          {blockers.map((blocker) => (
            <li key={blocker.code}>{blocker.text}</li>
          ))}
        </ul>
      )}
      {findings.length > 0 && <FindingLines findings={findings} named />}
    </Card>
  );
}

/** Who calls it, each bound to a version: what a new version does not touch. */
export function CallersCard({ version: { callers } }: Props): ReactNode {
  const { say, lang } = useLanguage();
  return (
    <Card size="small" title={say(words.callers)}>
      {callers.length === 0 ? (
        <span className="quiet">{say(words.noCallers)}</span>
      ) : (
        <ul className="power-list">
          {callers.map(({ name, powerCode, version }) => (
            <li key={`${powerCode ?? ''} ${name} ${version}`}>
              {powerCode === null ? (
                name
              ) : (
                <a href={`${lang === 'en' ? '/en' : ''}/powers/${encodeURIComponent(powerCode)}/flow`}>
                  {name}
                </a>
              )}{' '}
              <span className="quiet">{say(words.calls, { n: version })}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">{say(words.bound)}</p>
    </Card>
  );
}

export function VersionsCard({ version }: Props): ReactNode {
  const { say } = useLanguage();
  if (version.versions.length < 2) return null;
  return (
    <Card size="small" title={say(words.versions)}>
      <ul className="power-list">
        {version.versions.map(({ versionId, n, state }) => {
          const name = n === null ? say(STATE_WORDS[state]) : say(m.n, { n });
          return (
            <li key={versionId}>
              {versionId === version.versionId ? (
                <b>{name}</b>
              ) : (
                <Link to="/category-flows/$versionId" params={{ versionId }}>
                  {name}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** What is said of a version beside its drawing, where it is only read. */
export function Facts({ version }: Props): ReactNode {
  const { say, lang } = useLanguage();
  const from = LegalDay.nullable().parse(version.effectiveFrom ?? version.plannedFrom);
  return (
    <Descriptions
      size="small"
      column={1}
      className="desk-section"
      items={[
        { key: 'office', label: say(m.office), children: version.officeName },
        {
          key: 'from',
          label: say(version.ends ? m.endFrom : m.from),
          children: from === null ? say(words.ofPublication) : formatDay(from, lang),
        },
        ...(version.reason === ''
          ? []
          : [{ key: 'reason', label: say(version.ends ? m.endReason : m.reason), children: version.reason }]),
      ]}
    />
  );
}
