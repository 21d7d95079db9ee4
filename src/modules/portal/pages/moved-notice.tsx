import { formatDay } from '#kernel';
import { formatNumber, messages, type Message } from '#platform/i18n';
import { Link, Mixed, Notice, useLang, useT } from '#platform/portal';
import type { Move } from '../domain/departures.ts';

const words = messages({
  title: { zh: '本件已移至流程第 {n} 版办理', en: 'This case was moved to version {n} of the flow' },
  unnamed: { zh: '本件已移至新版流程办理', en: 'This case was moved to a newer version of its flow' },
  why: {
    zh: '{on}，因{ground}修改，经机关负责人批准，从当日起按新版流程办理；已经办完的环节照旧有效。',
    en: 'On {on}, with the approval of the head of the agency or the leader in charge, because {ground} changed. From that day it follows the new version; steps already done still count.',
  },
  whyHidden: {
    zh: '{on}，因法律修改，经机关负责人批准，从当日起按新版流程办理；已经办完的环节照旧有效。依据的条文与事项一起公开。',
    en: 'On {on}, with the approval of the head of the agency or the leader in charge, because the law changed. From that day it follows the new version; steps already done still count. The article is published together with the item.',
  },
  entry: { zh: '批准决定：公开账本第 {n} 条', en: 'The decision: ledger entry {n}' },
  now: { zh: '现在的流程：第 {n} 版', en: 'The flow now: version {n}' },
  before: { zh: '受理时的流程：第 {n} 版', en: 'The flow at acceptance: version {n}' },
});

type Props = {
  readonly move: Move;
  readonly rid: string;
  /** While the item is hidden, neither law nor version is named: both would tell it. */
  readonly itemShown: boolean;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly powerHref: string | undefined;
};

/** That a case runs on another version than it was accepted under: since when, why, by which decision (C5). */
export function MovedNotice({ move, rid, itemShown, from, to, powerHref }: Props) {
  const t = useT();
  const on = formatDay(move.on, useLang());
  const version = (n: number | undefined, word: Message) =>
    n === undefined || powerHref === undefined ? null : (
      <li>
        <Link href={`${powerHref}/flow?n=${n}`}>{t(word, { n })}</Link>
      </li>
    );
  return (
    <Notice kind="info" title={to === undefined ? t(words.unnamed) : t(words.title, { n: to })}>
      <p>
        <Mixed>{itemShown ? t(words.why, { on, ground: move.ground }) : t(words.whyHidden, { on })}</Mixed>
      </p>
      <ul className="links">
        {move.entry !== null && (
          <li>
            <Link href={`/records/${rid}`}>{t(words.entry, { n: formatNumber(move.entry) })}</Link>
          </li>
        )}
        {version(to, words.now)}
        {version(from, words.before)}
      </ul>
    </Notice>
  );
}
