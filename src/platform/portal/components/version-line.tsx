import { formatDay, type LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Link, useLang, useT } from '../scope.tsx';

const words = messages({
  version: { zh: '第 {n} 版', en: 'version {n}' },
  from: { zh: '自 {day}起施行', en: 'in force from {day}' },
  ends: { zh: '自 {day}起废止', en: 'repealed from {day}' },
  until: { zh: '至 {day}止', en: 'until {day}' },
  count: { zh: '共 {n} 版', en: 'Versions: {n}' },
  compare: { zh: '与上一版比较', en: 'compare with the one before' },
  next: { zh: '第 {n} 版 {day}起施行', en: 'version {n} from {day}' },
  nextEnds: { zh: '第 {n} 版：{day}起废止', en: 'version {n}: repealed from {day}' },
});

export type VersionLineProps = {
  readonly n: number;
  readonly from: LegalDay;
  /** The version ends what it is a version of. */
  readonly ends?: boolean;
  readonly until?: LegalDay;
  readonly count: number;
  readonly allHref: string;
  readonly diffHref?: string;
  /** A later version that is published and not yet in force. */
  readonly upcoming?: {
    readonly n: number;
    readonly from: LegalDay;
    readonly href: string;
    readonly ends?: boolean;
  };
};

/** Which version this is, since when, and how to see the others. */
export function VersionLine({
  n,
  from,
  ends = false,
  until,
  count,
  allHref,
  diffHref,
  upcoming,
}: VersionLineProps) {
  const t = useT();
  const lang = useLang();
  return (
    <p className="version-line">
      <span>{t(words.version, { n })}</span>
      <span>{t(ends ? words.ends : words.from, { day: formatDay(from, lang) })}</span>
      {until !== undefined && <span>{t(words.until, { day: formatDay(until, lang) })}</span>}
      <span>
        <Link href={allHref}>{t(words.count, { n: count })}</Link>
      </span>
      {diffHref !== undefined && (
        <span>
          <Link href={diffHref}>{t(words.compare)}</Link>
        </span>
      )}
      {upcoming !== undefined && (
        <span>
          <Link href={upcoming.href}>
            {t(upcoming.ends === true ? words.nextEnds : words.next, {
              n: upcoming.n,
              day: formatDay(upcoming.from, lang),
            })}
          </Link>
        </span>
      )}
    </p>
  );
}
