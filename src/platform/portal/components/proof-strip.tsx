import { formatNumber, formatTime, messages, type Message } from '#platform/i18n';
import { Link, useT } from '../scope.tsx';
import { Mark } from './status-word.tsx';

const words = messages({
  entry: { zh: '第 {n} 条', en: 'entry {n}' },
  proven: { zh: '已存证', en: 'In the ledger' },
  'awaiting-witness': { zh: '已存证 · 待见证', en: 'In the ledger · awaiting witnesses' },
  'awaiting-entry': { zh: '待存证', en: 'Not in the ledger yet' },
  witnesses: { zh: '见证 {k}/{n}', en: 'witnesses {k}/{n}' },
  means: { zh: '这说明什么', en: 'What this means' },
  one: {
    zh: '这份内容的指纹写进了公开账本第 {n} 条，账本只能往后添加。谁要是改动、抽换或者倒填日期，任何人都能发现。',
    en: 'A fingerprint of this record is entry {n} of a public ledger that can only grow. Changing, swapping or back-dating it would show to anybody.',
  },
  alone: {
    zh: '目前还没有外部见证方：改动看得出来，但要防止本机关另造一本账，还要靠读者保存自己看到过的检查点。时间以账本的检查点为准。',
    en: 'No outside witness is configured yet: changes show, but that the agency keeps no second ledger rests on readers who keep the checkpoints they saw. The time is that of the ledger.',
  },
  two: {
    zh: '账本由其他单位共同签名见证，本机关自己也不能另造一本。时间以账本的检查点为准。',
    en: 'Other bodies co-sign the ledger, so the agency cannot keep a second one. The time is that of the ledger, not of the agency.',
  },
  waitingWitness: {
    zh: '见证方的签名还没有全部取得，公开照常进行；取得后这里会更新。',
    en: 'Some witnesses have not signed yet. Publication goes on as decided; this line will change when they have.',
  },
  waitingEntry: {
    zh: '账本签名暂停，法定公开时间已到，所以先公开。恢复后立即存证。',
    en: 'Signing is stopped, and the lawful time to publish has come, so it is shown now and entered as soon as signing resumes.',
  },
  check: { zh: '在本机浏览器里核验', en: 'Check it in this browser' },
  download: { zh: '下载证明', en: 'Download the proof' },
  record: { zh: '这份记录的全部修订（JSON）', en: 'All revisions of this record (JSON)' },
  tools: { zh: '用其他工具核验', en: 'Check with other tools' },
  label: { zh: '存证', en: 'Proof' },
});

export type ProofStripProps = {
  readonly state: 'proven' | 'awaiting-witness' | 'awaiting-entry';
  /** Record id; addresses of record and proof follow from it. */
  readonly rid: string;
  /** Number of the entry in the ledger, from 0. */
  readonly index?: number;
  /** Time of the first checkpoint that covers it. */
  readonly at?: Date;
  readonly witnesses?: { readonly have: number; readonly of: number };
  readonly rev?: number;
  /** Which of several records on a page this is. */
  readonly what?: Message;
};

/** Where a record stands, as the ledger module tells it; nothing when no checkpoint covers it. */
type Standing = {
  readonly state: string;
  readonly index?: bigint | number;
  readonly at?: Date;
  readonly witnesses?: number;
  readonly wanted?: number;
};

/** The strip of a record: proven, waiting for witnesses, or waiting for its entry. */
export function proofOf(rid: string, standing: Standing | undefined, what?: Message): ProofStripProps {
  const named = what === undefined ? {} : { what };
  if (standing?.state !== 'covered' || standing.index === undefined || standing.at === undefined)
    return { state: 'awaiting-entry', rid, ...named };
  const { index, at, witnesses: have = 0, wanted: of = 0 } = standing;
  return {
    state: have >= of ? 'proven' : 'awaiting-witness',
    rid,
    index: Number(index),
    at,
    ...named,
    ...(of > 0 ? { witnesses: { have, of } } : {}),
  };
}

/** At the foot of every published thing: where it stands in the ledger, what that means, how to check it. */
export function ProofStrip({ state, rid, index, at, witnesses, rev, what }: ProofStripProps) {
  const t = useT();
  const record = rev === undefined ? `/records/${rid}` : `/records/${rid}/${rev}`;
  const parts = [
    index === undefined ? undefined : t(words.entry, { n: formatNumber(index) }),
    at && formatTime(at),
    witnesses && t(words.witnesses, { k: witnesses.have, n: witnesses.of }),
  ];
  return (
    <aside
      className="proof"
      aria-label={[t(words.label), what && t(what), index].filter((part) => part !== undefined).join(' ')}
    >
      <p className="proof-line">
        <Mark shape={state === 'proven' ? 'tick' : 'ring'} tone={state === 'proven' ? 'done' : 'soon'} />
        <span>
          {what && <span className="quiet term">{t(what)}</span>}
          {[t(words[state]), ...parts].filter((part) => part !== undefined).join(' · ')}
        </span>
      </p>
      <details className="disclosure">
        <summary>{t(words.means)}</summary>
        <div className="disclosure-body">
          {state === 'awaiting-entry' && <p>{t(words.waitingEntry)}</p>}
          {state !== 'awaiting-entry' && (
            <p>{t(words.one, { n: index === undefined ? '' : formatNumber(index) })}</p>
          )}
          {state === 'awaiting-witness' && <p>{t(words.waitingWitness)}</p>}
          {state === 'proven' && <p>{t(witnesses === undefined ? words.alone : words.two)}</p>}
          <ul className="links">
            <li>
              <Link href={`/verify?rid=${rid}${rev === undefined ? '' : `&rev=${rev}`}`}>
                {t(words.check)}
              </Link>
            </li>
            {state !== 'awaiting-entry' && (
              <li>
                <Link href={`${record}/proof`}>{t(words.download)}</Link>
              </li>
            )}
            <li>
              <Link href={`/records/${rid}`}>{t(words.record)}</Link>
            </li>
            <li>
              <Link href="/verify#tools">{t(words.tools)}</Link>
            </li>
          </ul>
          <p className="quiet small">
            <code>{rid}</code>
          </p>
        </div>
      </details>
    </aside>
  );
}
