import { Link } from '@tanstack/react-router';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { formatDay, LegalDay } from '#kernel';
import type { TrialPhase as Trials } from '#modules/campaigns/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { StandingTag } from '../powers/standing-tag.tsx';

const m = messages({
  title: { zh: '试运行阶段', en: 'Trial phase' },
  sums: {
    zh: '清单列出 {listed} 项，本阶段试运行 {tried} 项：还在试运行 {running}，到期未定 {late}，已转正 {confirmed}，改回或者换新版本 {other}。',
    en: '{listed} powers listed, {tried} tried in this phase: {running} running, {late} past their day, {confirmed} confirmed, {other} returned or replaced.',
  },
  none: {
    zh: '本阶段还没有试运行的版本：公布时勾选“先试运行”。',
    en: 'Nothing is on trial in this phase yet: tick “Publish on trial” when publishing.',
  },
  name: { zh: '事项', en: 'Power' },
  version: { zh: '第 {n} 版', en: 'version {n}' },
  state: { zh: '状态', en: 'State' },
  days: { zh: '期限', en: 'Days' },
  span: { zh: '{from}至{until}', en: '{from} to {until}' },
});

/** How far the trial phase of a campaign has come: what is tried, and what has been decided (C5). */
export function TrialPhase({ listed, items }: Trials): ReactNode {
  const { say, lang } = useLanguage();
  const day = (text: string): string => formatDay(LegalDay.parse(text), lang);
  const count = (...standings: readonly Trials['items'][number]['standing'][]): number =>
    items.filter(({ standing }) => standings.includes(standing)).length;
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.title)}</Typography.Title>
      <p>
        {say(m.sums, {
          listed,
          tried: items.length,
          running: count('ahead', 'running'),
          late: count('late'),
          confirmed: count('confirmed'),
          other: count('returned', 'replaced'),
        })}
      </p>
      <Rows<Trials['items'][number]>
        rowKey="versionId"
        items={items}
        empty={say(m.none)}
        columns={[
          {
            title: say(m.name),
            key: 'name',
            render: (_, row) => (
              <>
                <Link to="/powers/$versionId" params={{ versionId: row.versionId }}>
                  {row.name}
                </Link>
                <div className="quiet">
                  {[say(m.version, { n: row.n }), row.office].filter(Boolean).join(' · ')}
                </div>
              </>
            ),
          },
          {
            title: say(m.state),
            key: 'state',
            render: (_, row) => <StandingTag standing={row.standing} />,
          },
          {
            title: say(m.days),
            key: 'days',
            render: (_, row) => say(m.span, { from: day(row.from), until: day(row.until) }),
          },
        ]}
      />
    </section>
  );
}
