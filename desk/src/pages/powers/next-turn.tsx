import { Card } from 'antd';
import type { ReactNode } from 'react';
import type { AgencyChart } from '#modules/organisation/contract';
import type { VersionDetail } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { ACT_WORDS, isAct, type Act } from './words.ts';

const m = messages({
  checklist: { zh: '公布前还差 {n} 项', en: '{n} missing before publication' },
  ready: { zh: '要素齐全', en: 'Complete' },
  mine: { zh: '要素齐了，等您{act}。', en: 'Nothing is missing; it waits for you: {act}.' },
  theirs: {
    zh: '要素齐了，等{who}{act}；已经在对方“我的工作”里。',
    en: 'Nothing is missing; it waits for {who} to {act}, and stands on their home page.',
  },
  untouched: {
    zh: '还没有修改。改好以后再由{office}负责人签字，到那时才出现在对方“我的工作”里。',
    en: 'Nothing is changed yet. Once it is, it goes to the head of {office} to sign and stands on their home page.',
  },
  head: { zh: '{office}负责人', en: 'the head of {office}' },
  someOffice: { zh: '承办处室', en: 'the office in charge' },
  leader: { zh: '分管领导', en: 'the leader in charge' },
  keeper: { zh: '领导小组办公室', en: 'the leading group office' },
});

/** Who moves a version on from each state, and by which act. */
const NEXT = {
  draft: 'sign',
  returned: 'sign',
  signed: 'countersign',
  countersigned: 'pass',
  passed: 'publish',
} as const satisfies Readonly<Record<string, Act>>;

type Props = { readonly version: VersionDetail; readonly chart: AgencyChart | undefined };

/** What still stops publication, each leading to its place on the page; when nothing does, whose turn it is. */
export function NextTurn({ version, chart }: Props): ReactNode {
  const { say, lang } = useLanguage();
  const { blockers, state, acts, untouched } = version;
  if (state === 'published') return null;
  const act = NEXT[state];
  const mine = acts.filter(isAct).includes(act);
  const office = chart?.offices.find(({ id }) => id === version.officeId)?.name ?? say(m.someOffice);
  const who = { sign: say(m.head, { office }), countersign: say(m.leader) };
  const next = say(mine ? m.mine : m.theirs, {
    who: act === 'sign' || act === 'countersign' ? who[act] : say(m.keeper),
    act: say(ACT_WORDS[act]),
  });
  const turn = untouched ? say(m.untouched, { office }) : next;
  return (
    <Card
      size="small"
      title={blockers.length === 0 ? say(m.ready) : say(m.checklist, { n: blockers.length })}
    >
      {blockers.length === 0 ? (
        <span className={untouched ? 'quiet' : 'power-done'}>{turn}</span>
      ) : (
        <ul className="power-list">
          {blockers.map((blocker) => (
            <li key={blocker.code}>
              <a href={`#el-${blocker.field}`}>{blocker.text}</a>
              {blocker.other && (
                <>
                  {lang === 'zh' ? '：' : ': '}
                  <a href={blocker.other.href}>{blocker.other.name}</a>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
