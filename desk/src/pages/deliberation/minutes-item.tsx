import { Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { MinutesView } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { SubjectLink } from './subject-link.tsx';
import { BALLOT_WORDS, ITEM_STATES, STANCE_WORDS } from './words.ts';

const m = messages({
  counts: {
    zh: '赞成 {for}，反对 {against}，弃权 {abstain}',
    en: '{for} for, {against} against, {abstain} abstained',
  },
  recused: { zh: '回避：', en: 'Withdrew: ' },
  chair: { zh: '主持人', en: 'chair' },
  takenBack: {
    zh: '撤回回避登记：{name}（{at}；{reason}）',
    en: 'The withdrawal of {name} was taken back ({at}; {reason})',
  },
  voters: { zh: '参加表决：', en: 'Took part in the decision: ' },
  speakers: { zh: '发言次序：', en: 'Spoke in this order: ' },
  unnamed: {
    zh: '无记名投票的议题，意见不具姓名，次序与发言次序无关。',
    en: 'After a secret ballot opinions carry no name, and their order is not that of speaking.',
  },
  withdrew: {
    zh: '您已回避本议题，讨论情况不显示。',
    en: 'You withdrew from this item; its discussion is not shown.',
  },
  headReason: { zh: '首长与多数意见不一致的理由：', en: 'Why the head decided against the majority: ' },
  digest: { zh: '提请审议内容的摘要（SHA-256）', en: 'Digest of what was tabled (SHA-256)' },
  extract: { zh: '下载本议题节录', en: 'Download the extract of this item' },
});

type Item = MinutesView['minutes']['items'][number];

/** What the minutes hold of one item: the secretary's words, then the facts of the record. */
export function MinutesItem({
  item,
  words,
  signed,
  saysVoters,
}: {
  readonly item: Item;
  /** The words, or the field in which they are written. */
  readonly words: ReactNode;
  readonly signed: boolean;
  /** Whether who took part is said: where not everybody present was there for all of it. */
  readonly saysVoters: boolean;
}): ReactNode {
  const { say } = useLanguage();
  return (
    <>
      <Typography.Title level={4}>
        {item.position}. {item.title} <Tag>{say(ITEM_STATES[item.state])}</Tag>
      </Typography.Title>
      {words}
      <p className="quiet">
        {[say(BALLOT_WORDS[item.ballot]), item.counts && say(m.counts, item.counts)]
          .filter(Boolean)
          .join(' · ')}
        <SubjectLink {...item} />
      </p>
      {item.recused.length > 0 && (
        <p>
          {say(m.recused)}
          {item.recused
            .map(({ name, reason, chair }) =>
              [chair ? `${name}（${say(m.chair)}）` : name, reason === '' ? '' : `（${reason}）`].join(''),
            )
            .join('、')}
        </p>
      )}
      {item.takenBack.map(({ name, reason, at }) => (
        <p key={`${name}${at}`}>{say(m.takenBack, { name, reason, at: formatAt(at) })}</p>
      ))}
      {saysVoters && item.voters.length > 0 && (
        <p>
          {say(m.voters)}
          {item.voters.join('、')}
        </p>
      )}
      {item.speakers.length > 0 && (
        <p>
          {say(m.speakers)}
          {item.speakers.join('、')}
        </p>
      )}
      <Opinions item={item} />
      {item.headReason !== null && (
        <p>
          {say(m.headReason)}
          {item.headReason}
        </p>
      )}
      {item.number !== null && (
        <div className="case-decision">
          <b>{item.number}</b>
          <p>{item.resolution}</p>
        </div>
      )}
      <p className="quiet minutes-digest">
        {say(m.digest)} {item.subjectDigest}
      </p>
      {signed && <a href={`/api/v1/agenda-items/${item.id}/minutes.pdf`}>{say(m.extract)}</a>}
    </>
  );
}

function Opinions({ item }: { readonly item: Item }): ReactNode {
  const { say } = useLanguage();
  if (item.opinions === null) return <p className="quiet">{say(m.withdrew)}</p>;
  if (item.opinions.length === 0) return null;
  return (
    <>
      {item.ballot === 'secret' && <p className="quiet">{say(m.unnamed)}</p>}
      <ul className="meeting-said">
        {item.opinions.map(({ name, stance, text }, at) => (
          <li key={at}>
            {name !== null && <b>{name}</b>} {stance !== null && <Tag>{say(STANCE_WORDS[stance])}</Tag>}
            <div className="case-said">{text}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
