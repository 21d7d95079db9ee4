import { hash } from 'node:crypto';
import { encodeLeaf, leafHash, toHex } from '@chengming/ledger-verify';
import { nodeCrypto } from '@chengming/ledger-verify/node';
import type pg from 'pg';
import { addDays, type LegalDay, toZuluString } from '#kernel';
import { cutForSearch } from '#platform/search';
import { systemIds } from '#platform/system';
import { dictionaryOf } from '../src/modules/ledger/domain/dictionaries.ts';
import { commitFields, type FieldInput } from '../src/modules/ledger/domain/fields.ts';

export type Bound = {
  readonly agencyId: string;
  readonly org: string;
  readonly powers: readonly { readonly id: string; readonly code: string; readonly rid: string }[];
};
type Row = Readonly<Record<string, unknown>>;
type Rows = Readonly<Record<'record' | 'revision' | 'field' | 'queue' | 'public' | 'obligation', Row[]>>;

const BATCH = 2_000;
const DAYS = 300;
const PLACES = ['路北', '路南', '丰润', '曹妃甸', '迁安', '遵化', '滦州', '玉田', '乐亭', '滦南'];
const NAMES = [
  '恒达',
  '瑞丰',
  '盛世',
  '宏图',
  '金桥',
  '华信',
  '天成',
  '永泰',
  '广源',
  '鑫海',
  '德隆',
  '嘉禾',
];
const TRADES = [
  '商贸',
  '石化',
  '物流',
  '餐饮管理',
  '拍卖',
  '对外劳务合作',
  '汽车销售',
  '酒业',
  '粮油',
  '百货',
];
const schema = Buffer.from(dictionaryOf('case/1'));
const schemaHash = hash('sha256', schema, 'buffer');

export const numberOf = (org: string, i: number): string => `${org}-2026-${String(i + 1).padStart(6, '0')}`;

/** Published cases `from` … `to`, written in bulk as the use cases would have: committed, then shown; their leaves wait. */
export async function fillCases(
  owner: pg.PoolClient,
  bound: Bound,
  range: { readonly from: number; readonly to: number; readonly today: LegalDay },
): Promise<void> {
  // In bulk: what is written refers to what is written, and no row is a change of another.
  await owner.query('SET session_replication_role = replica');
  await owner.query(
    `INSERT INTO ledger.field_schema (hash, name, dictionary, created_at) VALUES ($1, 'case/1', $2, now()) ON CONFLICT DO NOTHING`,
    [schemaHash, schema],
  );
  for (let at = range.from; at < range.to; at += BATCH) {
    const rows: Rows = { record: [], revision: [], field: [], queue: [], public: [], obligation: [] };
    for (let i = at; i < Math.min(at + BATCH, range.to); i += 1) addCase(rows, bound, i, range.today);
    await insert(owner, 'ledger.record', rows.record);
    await insert(owner, 'ledger.revision', rows.revision);
    await insert(owner, 'ledger.field', rows.field);
    await insert(owner, 'ledger.queue', rows.queue);
    await insert(owner, 'public_case', rows.public);
    await insert(owner, 'obligation', rows.obligation);
  }
  await owner.query(
    `INSERT INTO public_item (agency_id, power_code, running)
     SELECT agency_id, power_code, count(*) FROM public_case WHERE NOT closed GROUP BY 1, 2
     ON CONFLICT ON CONSTRAINT public_item_pk DO UPDATE SET running = EXCLUDED.running`,
  );
}

function addCase(rows: Rows, bound: Bound, i: number, today: LegalDay): void {
  const power = bound.powers[i % bound.powers.length];
  if (power === undefined) throw new Error('no power');
  const closed = i % 5 !== 0;
  const person = i % 2 === 0;
  const acceptedOn = addDays(today, -((i * 7_919) % DAYS));
  const dueOn = addDays(acceptedOn, 20);
  const number = numberOf(bound.org, i);
  const word = (from: readonly string[], step: number): string =>
    from[Math.floor(i / step) % from.length] ?? '';
  const party = person ? '赵某某' : `唐山${word(PLACES, 1)}${word(NAMES, 10)}${word(TRADES, 120)}有限公司`;
  const held = { state: 'withheld' as const, ground: '行政许可法第五条' };
  const open = (name: string, value: string): FieldInput => ({ name, value, state: 'open' });
  const at = new Date(`${acceptedOn}T01:00:00Z`);
  const rid = systemIds.rid();
  const state = closed ? 'served' : 'reviewing';
  const first = revision(rows, bound, { rid, rev: 1, act: 'accept', at, prev: '' }, [
    open('agency', '唐山市商务局'),
    open('class', 'OPEN'),
    open('acceptedOn', acceptedOn),
    open('dueOn', dueOn),
    { name: 'power', value: power.code, ...held },
    { name: 'powerVersion', value: power.rid, ...held },
    { name: 'receivedOn', value: acceptedOn, ...held },
    { name: 'party', value: party, ...held, ...(person ? { audience: 'party' as const } : {}) },
    { name: 'party.masked', value: '赵某某', ...held },
  ]);
  const shown = [open('number', number), open('state', state), open('power', power.code)];
  const result = [
    open('party', party),
    open('decision', '准予'),
    open('decidedOn', dueOn),
    open('content', '准予许可，有效期五年。'),
    open('decisionNumber', `商许〔2026〕${i + 1}号`),
  ];
  const newest = revision(rows, bound, { rid, rev: 2, act: 'publish', at, prev: toHex(first) }, [
    ...shown,
    ...(closed ? result : [open('step', '材料审查')]),
  ]);
  rows.record.push({
    rid,
    type: 'case',
    agency_id: bound.agencyId,
    newest_rev: 2,
    newest_leaf_hash: hex(newest),
  });
  rows.public.push({
    agency_id: bound.agencyId,
    rid,
    number,
    power_code: power.code,
    item_open: true,
    state,
    closed,
    accepted_on: acceptedOn,
    due_on: dueOn,
    natural_person: person,
    newest_rev: 2,
    changed_at: at,
    search: person || !closed ? null : lexemes(cutForSearch(`${number} ${party} 准予许可，有效期五年。`)),
  });
  const late = !closed && i % 50 === 0;
  const met = closed ? { met_at: at, met_rev: 2, state: 'met' } : { state: late ? 'late' : 'open' };
  rows.obligation.push({
    agency_id: bound.agencyId,
    id: systemIds.uuid(at),
    kind: 'case-decision',
    rid,
    power_id: power.id,
    scope: 'society',
    commitment_class: 'OPEN',
    visible: true,
    derivation: { period: { source: { law: '行政许可法', article: '第四十条' } } },
    due_on: dueOn,
    due_at: new Date(`${dueOn}T16:00:00Z`),
    late_at: late || (closed && i % 10 === 1) ? new Date(`${dueOn}T16:00:00Z`) : null,
    opened_at: at,
    ...met,
  });
}

type Head = {
  readonly rid: string;
  readonly rev: number;
  readonly act: 'accept' | 'publish';
  readonly at: Date;
  readonly prev: string;
};

function revision(rows: Rows, { org }: Bound, head: Head, inputs: readonly FieldInput[]): Uint8Array {
  const { rid, rev, act, at, prev } = head;
  const { cm, fields } = commitFields(nodeCrypto, inputs, () => systemIds.bytes(32));
  const leaf = encodeLeaf({
    v: 'gov-leaf/1',
    act,
    type: 'case',
    at: toZuluString(at),
    basis: 'demo',
    cm: toHex(cm),
    n: fields.length,
    org,
    prev,
    rev,
    rid,
    schema: toHex(schemaHash),
  });
  const digest = leafHash(nodeCrypto, leaf);
  const entry = systemIds.uuid(at);
  rows.revision.push({
    rid,
    rev,
    entry_id: entry,
    act,
    at,
    leaf: hex(leaf),
    leaf_hash: hex(digest),
    schema_hash: hex(schemaHash),
    opens: [],
  });
  rows.queue.push({ entry_id: entry, data: hex(leaf) });
  for (const { name, commitment, audience, state, value, salt, ground } of fields)
    rows.field.push({
      rid,
      rev,
      name,
      commitment: hex(commitment),
      audience,
      state,
      value,
      salt: hex(salt),
      ground: ground ?? null,
    });
  return digest;
}

/** The words as `to_tsvector('simple', …)` writes them, with positions. */
function lexemes(words: string): string {
  return words
    .split(' ')
    .map((word, i) => `'${word.replaceAll("'", "''")}':${i + 1}`)
    .join(' ');
}

/** Bytes as PostgreSQL writes them: a Buffer would become a list of numbers in JSON. */
function hex(bytes: Uint8Array): string {
  return `\\x${toHex(bytes)}`;
}

/** Rows as one JSON parameter. */
async function insert(owner: pg.PoolClient, table: string, rows: readonly Row[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
  await owner.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
