import { formatDay, type LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Crumbs, Link, useLang, useT, Zh } from '#platform/portal';

const words = messages({
  cancelled: { zh: '这项职权已取消，不能再申请', en: 'This power was cancelled; nobody can apply any more' },
  transferred: {
    zh: '这项职权已划转给其他机关，不能在这里申请',
    en: 'This power was transferred to another body; it cannot be applied for here',
  },
  since: { zh: '自{on}起。', en: 'From {on}.' },
  why: { zh: '为什么：', en: 'Why: ' },
  more: { zh: '依据、取消前的内容和向谁询问', en: 'The basis, what it said before, and whom to ask' },
  mine: { zh: '以前已经受理的，从“我的办件”继续办', en: 'What was accepted before goes on under “My case”' },
});

type Props = {
  readonly href: string;
  readonly name: string;
  readonly moved: boolean;
  readonly from: LegalDay;
  readonly reason: string;
};

/** What stands where the application was, once the power has ended. */
export function EndedPage({ href, name, moved, from, reason }: Props) {
  const t = useT();
  return (
    <article>
      <Crumbs items={[{ href, label: <Zh>{name}</Zh> }]} />
      <h1>{t(moved ? words.transferred : words.cancelled)}</h1>
      <p>
        {t(words.since, { on: formatDay(from, useLang()) })}
        {t(words.why)}
        <Zh>{reason}</Zh>
      </p>
      <ul className="links">
        <li>
          <Link href={href}>{t(words.more)}</Link>
        </li>
        <li>
          <Link href="/my">{t(words.mine)}</Link>
        </li>
      </ul>
    </article>
  );
}
