import { formatDay } from '#kernel';
import { messages, t as text, type Lang } from '#platform/i18n';
import { Link, Mixed, Notice, useLang, useT, Zh } from '#platform/portal';
import type { PublishedPower } from '../db/power-reader.ts';

const words = messages({
  cancelled: {
    zh: '这项职权自{on}起已取消，不再行使',
    en: 'This power was cancelled on {on} and is no longer exercised',
  },
  transferred: {
    zh: '这项职权自{on}起已划转，本机关不再行使',
    en: 'This power was transferred on {on}; this agency no longer exercises it',
  },
  willCancel: { zh: '这项职权自{on}起取消', en: 'This power is cancelled from {on}' },
  willTransfer: { zh: '这项职权自{on}起划转给其他机关', en: 'This power is transferred from {on}' },
  reason: { zh: '为什么：', en: 'Why: ' },
  basis: { zh: '依据：', en: 'Basis: ' },
  means: {
    zh: '不能再申请；以前已经受理的，按受理时的版本办完。',
    en: 'It can no longer be applied for. What was accepted before is finished under the version it was accepted under.',
  },
  until: {
    zh: '在那以前照常行使，可以申请；已经受理的，按受理时的版本办完。',
    en: 'Until then it is exercised as before; what is accepted is finished under that version.',
  },
  instead: { zh: '要办的事现在归哪里，请问：', en: 'Where to turn now: ask ' },
  last: { zh: '取消前的最后一版：第 {n} 版', en: 'The last version before: {n}' },
  wasCancelled: {
    zh: '{agency}曾经行使的{type}，已取消。',
    en: '{type}: {agency} used to exercise it. It was cancelled.',
  },
  wasTransferred: {
    zh: '{agency}曾经行使的{type}，已划转。',
    en: '{type}: {agency} used to exercise it. It was transferred.',
  },
});

/** What the head of the page says of a power that has ended. */
export function pastSummary(
  power: PublishedPower,
  { lang, ...names }: { readonly agency: string; readonly type: string; readonly lang: Lang },
): string {
  return text(lang, power.status === 'transferred' ? words.wasTransferred : words.wasCancelled, names);
}

type Props = {
  /** The version that ends the power. */
  readonly ending: PublishedPower;
  /** The last one in force before it. */
  readonly last: PublishedPower | undefined;
  readonly agency: { readonly name: string; readonly slug: string };
  readonly past: boolean;
};

/** That a power has ended or will end: when, why, on what basis, and where to turn. */
export function EndedNotice({ ending, last, agency, past }: Props) {
  const t = useT();
  const lang = useLang();
  const moved = ending.status === 'transferred';
  const title = past
    ? moved
      ? words.transferred
      : words.cancelled
    : moved
      ? words.willTransfer
      : words.willCancel;
  return (
    <Notice kind="warn" title={t(title, { on: formatDay(ending.effectiveFrom, lang) })}>
      <p>
        {t(words.reason)}
        <Zh>{ending.reason}</Zh>
      </p>
      <p>
        {t(words.basis)}
        <Zh>{ending.changeBasis}</Zh>
      </p>
      <p>{t(past ? words.means : words.until)}</p>
      <p>
        {t(words.instead)}
        <Link href={`/agencies/${agency.slug}`}>
          <Mixed>{agency.name}</Mixed>
        </Link>
        {ending.content.enquiry !== undefined && (
          <>
            {lang === 'zh' ? '，' : ', '}
            <Zh>{ending.content.enquiry}</Zh>
          </>
        )}
      </p>
      {past && last !== undefined && (
        <p>
          <Link href={`/powers/${encodeURIComponent(ending.code)}/versions/${last.n}`}>
            {t(words.last, { n: last.n })}
          </Link>
        </p>
      )}
    </Notice>
  );
}
