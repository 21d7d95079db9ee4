import type { Compared } from './compare.ts';
import type { Proposal } from './finding.ts';

/** Share of their words two names have in common (Dice) from which they are taken for one. */
const SAME_NAME = 0.8;
/** The same where both also rest on one article. */
const SAME_MATTER = 0.5;
/** Words that more items share tell nothing apart, and would make every item everybody's candidate. */
const COMMON_FROM = 60;

type Indexed = {
  readonly item: Compared;
  readonly words: ReadonlySet<string>;
  readonly articles: ReadonlySet<string>;
};

/**
 * Pairs of one type that look like one power held twice 交叉重复: by the words of their names, or by the article they rest on
 * and what they are about. Sub-items of one item share both by nature and are left out. Near linear in the number of items:
 * only items that share a telling word are compared.
 */
export function overlaps(
  items: readonly Compared[],
  others: readonly Compared[],
  wordsOf: (text: string) => readonly string[],
): readonly Proposal[] {
  const mine = items.map((item) => indexed(item, wordsOf));
  const all = [...mine, ...others.map((item) => indexed(item, wordsOf))];
  const byWord = Map.groupBy(
    all.flatMap((one) =>
      [...one.words].map((word) => ({ key: `${one.item.content.typeCode}:${word}`, one })),
    ),
    ({ key }) => key,
  );
  const found = new Map<string, Proposal>();
  for (const one of mine)
    for (const other of candidates(one, byWord)) {
      const proposal = compare(one, other);
      if (proposal !== undefined) found.set(proposal.key, proposal);
    }
  return [...found.values()];
}

function candidates(
  one: Indexed,
  byWord: ReadonlyMap<string, readonly { readonly one: Indexed }[]>,
): ReadonlySet<Indexed> {
  const near = new Set<Indexed>();
  for (const word of one.words) {
    const sharing = byWord.get(`${one.item.content.typeCode}:${word}`) ?? [];
    if (sharing.length <= COMMON_FROM) for (const { one: other } of sharing) near.add(other);
  }
  near.delete(one);
  return near;
}

function compare(a: Indexed, b: Indexed): Proposal | undefined {
  if (areFamily(a.item, b.item) || isElsewhere(a.item, b.item)) return undefined;
  const shared = [...a.words].filter((word) => b.words.has(word));
  const likeness = (2 * shared.length) / (a.words.size + b.words.size);
  const articles = [...a.articles].filter((article) => b.articles.has(article));
  const rule =
    likeness >= SAME_NAME
      ? 'same-name'
      : likeness >= SAME_MATTER && articles.length > 0
        ? 'same-article'
        : undefined;
  if (rule === undefined) return undefined;
  // Among one's own items a pair is asked about once, in the order of their ids.
  const [first, second] =
    a.item.agencyId === b.item.agencyId && b.item.powerId < a.item.powerId
      ? [b.item, a.item]
      : [a.item, b.item];
  return {
    key: `${rule}:${first.powerId}:${second.powerId}`,
    rule,
    powerId: first.powerId,
    otherId: second.powerId,
    evidence: [...(rule === 'same-article' ? articles : []), ...shared],
  };
}

/** Sub-items of one item, or an item and its sub-item. */
function areFamily({ content: a }: Compared, { content: b }: Compared): boolean {
  return (
    (a.parentName !== undefined && (a.parentName === b.parentName || a.parentName === b.name)) ||
    b.parentName === a.name
  );
}

/** The same kind of body at another place or level: there it is the same power by law. */
function isElsewhere(a: Compared, b: Compared): boolean {
  return a.agencyId !== b.agencyId && a.agencyKind === b.agencyKind && a.content.level !== b.content.level;
}

function indexed(item: Compared, wordsOf: (text: string) => readonly string[]): Indexed {
  return {
    item,
    words: new Set(
      wordsOf(item.content.name).filter((word) => Array.from(word).length > 1 && !EMPTY.has(word)),
    ),
    articles: new Set(
      item.content.legalBasis.map(
        ({ law, article }) => `《${law.replaceAll(/[《》\s]/gu, '')}》${article.trim()}`,
      ),
    ),
  };
}

/** Words that stand in the names of half of all items. */
const EMPTY: ReadonlySet<string> = new Set([
  '行政',
  '许可',
  '处罚',
  '行政处罚',
  '行政许可',
  '检查',
  '确认',
  '审批',
  '核准',
  '备案',
  '管理',
  '监督',
  '违反',
  '违法',
  '行为',
  '规定',
  '未按',
  '未按规定',
]);
