export const FINDING_CODES = [
  'left-out',
  'listed-elsewhere',
  'listed-twice',
  'parent-not-listed',
  'held-elsewhere',
  'duty-without-power',
  'type-without-power',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];
export const GROUNDS = ['not-held', 'cancelled', 'transferred', 'covered', 'will-register'] as const;
export type Ground = (typeof GROUNDS)[number];

/** A power that seems to be missing from the returns, or to be there twice, and why it was thought of. */
export type Finding = {
  /** Stable: the same state of things gives the same key. */
  readonly key: string;
  readonly code: FindingCode;
  /** The office that should answer; null where it is for the whole body. */
  readonly officeId: string | null;
  readonly subject: string;
  /** What it was compared with: an office, another body, an entry of a list. */
  readonly against: string;
};

export type Listed = {
  readonly powerId: string;
  readonly officeId: string;
  readonly name: string;
  readonly typeCode: string;
  readonly basicCode: string | null;
};

export type AuditInput = {
  readonly offices: readonly { readonly id: string; readonly name: string }[];
  /** What the chart says an office, or a post of it, is for. */
  readonly duties: readonly {
    readonly officeId: string;
    readonly of: string;
    readonly unit: 'office' | 'post';
    readonly text: string;
  }[];
  /** Types of power in scope. */
  readonly types: readonly { readonly code: string; readonly name: string }[];
  /** What the offices list now. */
  readonly listed: readonly Listed[];
  /** The last published list. */
  readonly catalogue: readonly Listed[];
  /** Entries of the lists above that a body of this level may hold (B11). */
  readonly parents: readonly { readonly code: string; readonly name: string; readonly issuer: string }[];
  /** Published by bodies of the same kind and level. */
  readonly elsewhere: readonly { readonly name: string; readonly agency: string }[];
  /** Words of a text, for comparing duties with names of powers. */
  readonly wordsOf: (text: string) => readonly string[];
};

/** The completeness audit 漏项、漏报: everything that somebody has to explain before the campaign is closed. */
export function auditReturns(input: AuditInput): readonly Finding[] {
  return [
    ...againstCatalogue(input),
    ...twice(input),
    ...againstParents(input),
    ...againstOthers(input),
    ...againstDuties(input),
    ...againstTypes(input),
  ];
}

function againstCatalogue({ offices, listed, catalogue }: AuditInput): Finding[] {
  const nameOf = (id: string): string => offices.find((one) => one.id === id)?.name ?? '';
  return catalogue.flatMap(({ powerId, officeId, name }): Finding[] => {
    const by = listed.filter((one) => one.powerId === powerId);
    if (by.length === 0)
      return [
        { key: `left-out:${powerId}`, code: 'left-out', officeId, subject: name, against: nameOf(officeId) },
      ];
    return by
      .filter((one) => one.officeId !== officeId)
      .map((one) => ({
        key: `listed-elsewhere:${powerId}:${one.officeId}`,
        code: 'listed-elsewhere',
        officeId: one.officeId,
        subject: name,
        against: nameOf(officeId),
      }));
  });
}

function twice({ offices, listed }: AuditInput): Finding[] {
  const nameOf = (id: string): string => offices.find((one) => one.id === id)?.name ?? '';
  const seen = new Map<string, Listed>();
  return listed.flatMap((one): Finding[] => {
    const name = plain(one.name);
    const before = seen.get(name);
    if (before === undefined) {
      seen.set(name, one);
      return [];
    }
    return [
      {
        key: `listed-twice:${[before.powerId, one.powerId].toSorted().join(':')}:${one.officeId}`,
        code: 'listed-twice',
        officeId: one.officeId,
        subject: one.name,
        against: nameOf(before.officeId),
      },
    ];
  });
}

function againstParents({ listed, parents }: AuditInput): Finding[] {
  const codes = new Set(listed.flatMap(({ basicCode }) => (basicCode === null ? [] : [basicCode])));
  const names = new Set(listed.map(({ name }) => plain(name)));
  return parents
    .filter(({ code, name }) => !codes.has(code) && !names.has(plain(name)))
    .map(({ code, name, issuer }) => ({
      key: `parent-not-listed:${code}`,
      code: 'parent-not-listed',
      officeId: null,
      subject: name,
      against: `${issuer} ${code}`,
    }));
}

function againstOthers({ listed, catalogue, elsewhere }: AuditInput): Finding[] {
  const known = new Set([...listed, ...catalogue].map(({ name }) => plain(name)));
  const found = new Map<string, Finding>();
  for (const { name, agency } of elsewhere) {
    const key = `held-elsewhere:${plain(name)}`;
    if (known.has(plain(name)) || found.has(key)) continue;
    found.set(key, { key, code: 'held-elsewhere', officeId: null, subject: name, against: agency });
  }
  return [...found.values()];
}

/**
 * Clauses of an office's duties that share no word with any power it lists, and posts of it whose duties as a whole share
 * none: a post does single steps of many powers.
 */
function againstDuties({ duties, listed, wordsOf }: AuditInput): Finding[] {
  const held = new Map<string, Set<string>>();
  for (const { officeId, name } of listed)
    held.set(officeId, new Set([...(held.get(officeId) ?? []), ...meaning(wordsOf(name))]));
  const found = new Map<string, Finding>();
  for (const { officeId, of, unit, text } of duties)
    for (const clause of unit === 'post' ? [text.trim()] : clausesOf(text)) {
      const words = meaning(wordsOf(clause));
      const key = `duty-without-power:${officeId}:${Array.from(plain(clause)).slice(0, KEY_LENGTH).join('')}`;
      if (clause.length < 4 || words.length === 0 || found.has(key)) continue;
      if (words.some((word) => held.get(officeId)?.has(word) === true)) continue;
      found.set(key, { key, code: 'duty-without-power', officeId, subject: clause, against: of });
    }
  return [...found.values()];
}

/** Characters of a duty that tell it from the others of its office. */
const KEY_LENGTH = 120;

const clausesOf = (text: string): readonly string[] => text.split(/[。；;、，,\n]/u).map((one) => one.trim());

/** Types in scope of which nobody lists anything. */
function againstTypes({ types, listed }: AuditInput): Finding[] {
  const codes = new Set(listed.map(({ typeCode }) => typeCode));
  return types
    .filter(({ code }) => !codes.has(code))
    .map(({ code, name }) => ({
      key: `type-without-power:${code}`,
      code: 'type-without-power',
      officeId: null,
      subject: name,
      against: code,
    }));
}

/** Words that every office's duties are full of say nothing about a power. */
const EMPTY_WORDS: ReadonlySet<string> = new Set([
  '负责',
  '承担',
  '组织',
  '指导',
  '管理',
  '监督',
  '工作',
  '有关',
  '相关',
  '本局',
  '全市',
  '开展',
  '实施',
  '协调',
  '办理',
  '本处',
  '第一',
  '责任人',
]);
const meaning = (words: readonly string[]): readonly string[] =>
  words.filter((word) => Array.from(word).length > 1 && !EMPTY_WORDS.has(word));

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s()（）·、，]/gu, '')
    .toLowerCase();
}
