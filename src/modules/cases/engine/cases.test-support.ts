import { readFileSync } from 'node:fs';
import { LegalDay, legalDayOf, Rid, seededIds, Uuid, type Result } from '#kernel';
import { builtInCalendar, LICENCE_SPECIAL_PROCEDURES, STATUTORY_PERIODS } from '#modules/calendar';
import {
  buildDraft,
  catalogueFileSchema,
  checkFlow,
  layoutFlow,
  specFromCatalogue,
  toBpmnXml,
  type FlowTable,
} from '#modules/flows';
import type { CaseTerms } from './case.ts';
import type { CaseEnv } from './env.ts';
import type { NewCase } from './acts.ts';

const data = catalogueFileSchema.parse(JSON.parse(readFileSync('demo/data/flows.json', 'utf8')));

/** A category flow of the demonstration bureau as bytes. */
export async function demoFlowBytes(id: string): Promise<Uint8Array> {
  const flow = data.flows.find((one) => one.id === id);
  if (flow === undefined) throw new Error(`no flow ${id}`);
  const draft = buildDraft(specFromCatalogue(flow, data.posts));
  const laidOut = layoutFlow(draft);
  if (!laidOut.ok) throw new Error(JSON.stringify(laidOut.error));
  return new TextEncoder().encode(await toBpmnXml(draft, laidOut.value));
}

const filledPosts = new Set(data.posts.filter(({ kind }) => kind !== 'external').map(({ id }) => id));

/** The same compiled, as the engine runs it. */
export async function demoTable(id: string): Promise<FlowTable> {
  const flow = data.flows.find((one) => one.id === id);
  const checked = await checkFlow(await demoFlowBytes(id), { kind: flow?.kind ?? 'other', filledPosts });
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  return checked.value.table;
}

const ids = seededIds('cases');
const start = new Date('2026-11-02T01:00:00Z');
export const uuid = (): Uuid => ids.uuid(start);

export function termsOf(over: Partial<CaseTerms> = {}): CaseTerms {
  const { period } = STATUTORY_PERIODS['licence/decision'];
  return {
    powerCode: 'P-1',
    powerName: '成品油零售经营资格许可',
    powerVersion: 1,
    powerRid: ids.rid(),
    flowRid: ids.rid(),
    kind: '01',
    agencyName: '测试市商务局',
    agencyCode: '11130200DEM0000149',
    basis: 'demo',
    statutory: period,
    committed: { ...period, n: 10, extension: null, pausableBy: [...LICENCE_SPECIAL_PROCEDURES] },
    instant: false,
    reviewFirst: false,
    reviewBody: '测试市人民政府',
    court: '测试区人民法院',
    resultName: '批准证书',
    legalBasis: [{ law: '行政许可法', article: '第三十八条' }],
    materials: [{ key: 'm1', name: '申请书', required: true, shared: false }],
    form: [],
    fieldRules: [],
    ...over,
  };
}

export function newCase(over: Partial<NewCase> = {}): NewCase {
  return {
    agencyId: uuid(),
    id: uuid(),
    rid: Rid.parse(ids.rid()),
    version: 1,
    number: null,
    powerId: uuid(),
    powerVersionId: uuid(),
    flowVersionId: uuid(),
    officeId: null,
    calendarVersion: 1,
    commitmentClass: 'OPEN',
    deviations: [],
    terms: termsOf(),
    channel: 'online',
    result: null,
    facts: {},
    receivedAt: start,
    completeOn: legalDayOf(start),
    acceptedOn: null,
    deemed: false,
    decision: null,
    servedOn: null,
    extended: false,
    ending: null,
    closedAt: null,
    notices: [],
    recused: [],
    statements: [],
    ...over,
  };
}

/** An environment at an instant, e.g. `at(table, '2026-11-02T09:00:00+08:00')`. */
export function at(table: FlowTable, instant: string): CaseEnv {
  const now = new Date(instant);
  return {
    now,
    today: legalDayOf(now),
    table,
    calendar: builtInCalendar(),
    posts: new Map(table.posts.map((post) => [post.id, { id: POST_IDS(post.id), name: post.name }])),
    newId: uuid,
  };
}

const known = new Map<string, Uuid>();
function POST_IDS(key: string): Uuid {
  const id = known.get(key) ?? uuid();
  known.set(key, id);
  return id;
}

export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export const day = (text: string): LegalDay => LegalDay.parse(text);
