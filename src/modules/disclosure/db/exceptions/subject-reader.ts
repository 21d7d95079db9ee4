import { sql } from 'kysely';
import { Rid } from '#kernel';
import type { Reading } from '#platform/database';
import {
  CASE_FIELDS,
  committedNames,
  WITHHOLDABLE_ELEMENTS,
  type SubjectKind,
} from '../../domain/exceptions/subjects.ts';
import type { SubjectFacts } from '../../domain/exceptions/request.ts';
import { saysSomething } from '../../domain/exceptions/withhold.ts';

export type SubjectKey = {
  readonly agencyId: string;
  readonly subjectKind: SubjectKind;
  readonly powerId: string | null;
  readonly caseId: string | null;
  readonly documentId: string | null;
  /** The rule, where it is about one. */
  readonly ruleId?: string | null;
  readonly element: string | null;
};

export type Subject = {
  /** Record the thing belongs to. */
  readonly rid: Rid;
  /** Office that answers for it: its head signs. */
  readonly officeId: string;
  /** What staff know it by. */
  readonly name: string;
  readonly documentTitle?: string;
  readonly facts: SubjectFacts;
};

/** What a request is about, as it stands; nothing when there is no such thing in this agency or no office answers for it. */
export async function findSubject(db: Reading, key: SubjectKey): Promise<Subject | undefined> {
  switch (key.subjectKind) {
    case 'power':
    case 'power-field':
      return ofPower(db, key);
    case 'rule':
      return ofRule(db, key);
    case 'case-field':
    case 'document':
      return ofCase(db, key);
  }
}

/** A rule as it heads for its first publication; what is public is taken down (E7). */
async function ofRule(db: Reading, { agencyId, ruleId }: SubjectKey): Promise<Subject | undefined> {
  if (ruleId === null || ruleId === undefined) return undefined;
  const versions = await db
    .selectFrom('rule_version')
    .select(['rid', 'office_id', 'title', 'state'])
    .where('agency_id', '=', agencyId)
    .where('rule_id', '=', ruleId)
    .where('discarded_at', 'is', null)
    .orderBy('n', (o) => o.desc().nullsFirst())
    .execute();
  const newest = versions[0];
  if (newest === undefined) return undefined;
  const open = versions.some(({ state }) => state === 'published');
  return {
    rid: Rid.parse(newest.rid),
    officeId: newest.office_id,
    name: newest.title,
    facts: { there: true, owed: newest.state === 'passed' && !open, known: open, open, addressed: false },
  };
}

async function ofPower(db: Reading, key: SubjectKey): Promise<Subject | undefined> {
  const { agencyId, powerId, element } = key;
  if (powerId === null) return undefined;
  const versions = await db
    .selectFrom('power_version')
    .select(['rid', 'office_id', 'name', 'state', 'content', 'commitment_class', 'n'])
    .where('agency_id', '=', agencyId)
    .where('power_id', '=', powerId)
    .orderBy('n', (o) => o.desc().nullsFirst())
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute();
  const newest = versions[0];
  if (newest === undefined || newest.office_id === null) return undefined;
  const published = versions.filter(({ state }) => state === 'published');
  const there = versions.filter(
    ({ content }) => element !== null && saysSomething(elementOf(content, element)),
  );
  return {
    rid: Rid.parse(newest.rid),
    officeId: newest.office_id,
    name: newest.name,
    facts: {
      there: key.subjectKind === 'power' || there.length > 0,
      // A whole item is withheld before it is public or not at all: what is public is taken down by E7.
      owed: key.subjectKind === 'power-field' || (newest.state === 'passed' && published.length === 0),
      known: published.length > 0,
      open: there.some(({ state }) => state === 'published'),
      addressed: false,
    },
  };
}

/** Newest version of a power and what one element says there; undefined for an element it does not have. */
export async function findInVersion(
  db: Reading,
  of: { readonly agencyId: string; readonly powerId: string; readonly element: string | null },
): Promise<{ readonly versionId: string; readonly value: unknown } | undefined> {
  const newest = await db
    .selectFrom('power_version')
    .select(['id', 'content'])
    .where('agency_id', '=', of.agencyId)
    .where('power_id', '=', of.powerId)
    .orderBy('n', (o) => o.desc().nullsFirst())
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    newest && {
      versionId: newest.id,
      value: of.element === null ? undefined : elementOf(newest.content, of.element),
    }
  );
}

async function ofCase(db: Reading, key: SubjectKey): Promise<Subject | undefined> {
  const { agencyId, caseId, documentId, element } = key;
  if (caseId === null) return undefined;
  const file = await db
    .selectFrom('case_file as c')
    .innerJoin('power_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'c.agency_id').onRef('v.id', '=', 'c.power_version_id'),
    )
    .leftJoin('ledger.record as r', 'r.rid', 'c.rid')
    .select(['c.rid', 'c.number', 'c.commitment_class', 'v.office_id', 'v.name', 'r.rid as ledger_rid'])
    .where('c.agency_id', '=', agencyId)
    .where('c.id', '=', caseId)
    .executeTakeFirst();
  if (file === undefined || file.office_id === null) return undefined;
  const document =
    documentId === null
      ? undefined
      : await db
          .selectFrom('case_document')
          .select(['title', 'audience', sql<boolean>`content IS NOT NULL`.as('composed')])
          .where('agency_id', '=', agencyId)
          .where('case_id', '=', caseId)
          .where('id', '=', documentId)
          .executeTakeFirst();
  if (documentId !== null && document === undefined) return undefined;
  const open =
    element !== null &&
    (await db
      .selectFrom('ledger.field')
      .select('name')
      .where('rid', '=', file.rid)
      .where('name', 'in', [...committedNames('case-field', element)])
      .where('state', '=', 'open')
      .executeTakeFirst()) !== undefined;
  return {
    rid: Rid.parse(file.rid),
    officeId: file.office_id,
    name: file.number === null ? file.name : `${file.number} ${file.name}`,
    ...(document === undefined ? {} : { documentTitle: document.title }),
    facts: {
      there: true,
      owed: file.commitment_class !== 'NONE',
      known: file.ledger_rid !== null,
      open,
      addressed: document?.composed === true && document.audience === 'party',
    },
  };
}

function elementOf(content: unknown, element: string): unknown {
  if (typeof content !== 'object' || content === null) return undefined;
  return Object.entries(content).find(([name]) => name === element)?.[1];
}

export type Withholdable = {
  readonly elements: readonly string[];
  readonly documents: readonly { readonly id: string; readonly title: string }[];
};

/** What of a power or a case could be withheld: for the form. */
export async function listWithholdable(
  db: Reading,
  of: { readonly agencyId: string; readonly powerId?: string; readonly caseId?: string },
): Promise<Withholdable> {
  if (of.powerId !== undefined) {
    const versions = await db
      .selectFrom('power_version')
      .select('content')
      .where('agency_id', '=', of.agencyId)
      .where('power_id', '=', of.powerId)
      .execute();
    const elements = WITHHOLDABLE_ELEMENTS.filter((element) =>
      versions.some(({ content }) => saysSomething(elementOf(content, element))),
    );
    return { elements, documents: [] };
  }
  const documents = await db
    .selectFrom('case_document')
    .select(['id', 'title'])
    .where('agency_id', '=', of.agencyId)
    .where('case_id', '=', of.caseId ?? '')
    .orderBy('made_at')
    .orderBy('seq')
    .limit(500)
    .execute();
  return { elements: CASE_FIELDS, documents };
}
