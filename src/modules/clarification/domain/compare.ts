import { addDays, type LegalDay } from '#kernel';
import { RULE_NAMES, type Proposal, type Rule } from './finding.ts';
import { overlaps } from './overlaps.ts';
import { basisLevelOf, canFound, canFoundLicence } from './setting-power.ts';

/** What of an item is compared. */
export type Content = {
  readonly name: string;
  readonly parentName?: string | undefined;
  readonly typeCode: string;
  readonly level: string;
  readonly legalBasis: readonly {
    readonly law: string;
    readonly article: string;
    readonly level?: string | undefined;
  }[];
  readonly conditions: readonly string[];
  readonly materials: readonly { readonly name: string }[];
  readonly duties: readonly { readonly stage: string; readonly post?: string | undefined }[];
};

/** A published item as it is compared. */
export type Compared = {
  readonly powerId: string;
  readonly agencyId: string;
  /** Of the body that holds it; two bodies of one kind and level in different places hold the same items by law. */
  readonly agencyKind: string;
  readonly content: Content;
  /** Its type is exercised when somebody applies. */
  readonly onApplication: boolean;
  /** Levels at which the catalogue above lets the item be exercised; null where it descends from none. */
  readonly parentLevels: readonly string[] | null;
  /** Day of its newest version, and of the newest decision to keep it after a review. */
  readonly changedOn: LegalDay;
  readonly reviewedOn: LegalDay | null;
  /** Cases received within the last year. */
  readonly cases: number;
};

/** A basis whose law or article was amended since, or holds no more. */
export type ChangedBasis = { readonly powerId: string; readonly basis: string; readonly ended: boolean };

export type Comparison = {
  /** Items of the body whose list is clarified. */
  readonly items: readonly Compared[];
  /** Items of other bodies that the same place answers to. */
  readonly others: readonly Compared[];
  /** Bases that changed since an item that cites them was published. */
  readonly changedBases: readonly ChangedBasis[];
  readonly today: LegalDay;
  readonly wordsOf: (text: string) => readonly string[];
};

/** Calendar days after which an item is looked at again (B6), and without a case is asked about. */
const YEAR = 365;

/** Everything a comparison finds, in the order of the rules. Proposals only: people discuss and decide (B5). */
export function compareItems(of: Comparison): readonly Proposal[] {
  const { items, others, changedBases, today, wordsOf } = of;
  const single = items.flatMap((item) => aboutOne(item, today));
  const pairs = overlaps(items, others, wordsOf);
  return [...single, ...changedBases.map(aboutBasis), ...pairs].toSorted(
    (a, b) => orderOf(a.rule) - orderOf(b.rule),
  );
}

function aboutBasis({ powerId, basis, ended }: ChangedBasis): Proposal {
  const rule = ended ? 'basis-ended' : 'basis-amended';
  return { key: `${rule}:${powerId}:${basis}`, rule, powerId, otherId: null, evidence: [basis] };
}

const orderOf = (rule: Rule): number => RULE_NAMES.indexOf(rule);

function aboutOne(item: Compared, today: LegalDay): readonly Proposal[] {
  const { content } = item;
  const found = (rule: Rule, evidence: readonly string[], mark = ''): Proposal => ({
    key: [rule, item.powerId, ...(mark === '' ? [] : [mark])].join(':'),
    rule,
    powerId: item.powerId,
    otherId: null,
    evidence,
  });
  const yearAgo = addDays(today, -YEAR);
  const rules: readonly (readonly [boolean, () => Proposal])[] = [
    [!isFounded(content), () => found('basis-too-low', basesOf(content))],
    [
      item.parentLevels !== null && !item.parentLevels.includes(content.level),
      () => found('level-not-allowed', [content.level, ...(item.parentLevels ?? [])]),
    ],
    [withoutArticle(content).length > 0, () => found('article-missing', withoutArticle(content))],
    [catchAlls(content).length > 0, () => found('catch-all', catchAlls(content))],
    [
      content.duties.length > 0 && content.duties.every(({ post }) => post === undefined),
      () =>
        found(
          'duty-without-post',
          content.duties.map(({ stage }) => stage),
        ),
    ],
    [
      item.cases === 0 && item.changedOn < yearAgo && item.onApplication,
      () => found('no-cases', [item.changedOn], today.slice(0, 4)),
    ],
    [isDisguised(item), () => found('disguised-approval', [content.name, ...basesOf(content)])],
    [
      newer(item.changedOn, item.reviewedOn) < yearAgo,
      () =>
        found('review-due', [newer(item.changedOn, item.reviewedOn)], newer(item.changedOn, item.reviewedOn)),
    ],
  ];
  return rules.flatMap(([holds, make]) => (holds ? [make()] : []));
}

const newer = (a: LegalDay, b: LegalDay | null): LegalDay => (b !== null && b > a ? b : a);
const levelsOf = ({ legalBasis }: Content) =>
  legalBasis.map(({ level }) => (level === undefined ? undefined : basisLevelOf(level)));
const isFounded = (content: Content): boolean => canFound(content.typeCode, levelsOf(content));
const basesOf = ({ legalBasis }: Content): readonly string[] =>
  legalBasis.map(({ law, article, level }) =>
    [`《${law.replaceAll(/[《》]/gu, '')}》${article}`, level].join(' ').trim(),
  );

/** Bases that name no article: nobody can look them up. */
function withoutArticle({ legalBasis }: Content): readonly string[] {
  return legalBasis
    .filter(({ article }) => !/第[一二三四五六七八九十百千零〇\d]+条|全文|附件|附录|第.+项/u.test(article))
    .map(({ law, article }) => `《${law.replaceAll(/[《》]/gu, '')}》${article}`);
}

/**
 * 兜底条款: conditions and materials that leave to the handler what else is asked (优化营商环境条例 art. 40 and the model texts of
 * 行政许可实施规范 forbid them).
 */
function catchAlls({ conditions, materials }: Content): readonly string[] {
  const open = /其他(相关|有关|必要|需要)?的?(材料|条件|文件|资料|证明)|等(相关|有关)?材料$/u;
  return [...conditions, ...materials.map(({ name }) => name)].filter((text) => open.test(text));
}

/**
 * A power that approves on application without being a licence, and without a basis that could found one: 变相许可
 * (行政许可法 art. 17, 国发〔2015〕27号).
 */
function isDisguised({ content, onApplication }: Compared): boolean {
  return (
    content.typeCode !== '01' &&
    onApplication &&
    /审批|许可|核准|批准/u.test(content.name) &&
    !canFoundLicence(levelsOf(content))
  );
}
