import { addDays, type LegalDay } from '#kernel';
import { loadStaffActor, type StaffActor } from '#modules/access';
import { getCalendar, isWorkingDay } from '#modules/calendar';
import {
  commentOnFiling,
  enrolRecipient,
  enrolSender,
  exportPackage,
  exportRemarks,
  prepareFiling,
  readCard,
  receivePackage,
  setReference,
  signFiling,
  takeReceipt,
  takeRemarks,
  type FilingKeys,
} from '#modules/filing';
import { loadLedgerKeys } from '#modules/ledger';
import type { AppContext, UseCase } from '#platform/context';
import { joinLevels } from '../src/entry/levels.ts';
import { clockTime } from './cases/clerk.ts';
import type { DemoContext } from './context.ts';
import { codesOf, contentsInForce, people } from './load-powers.ts';
import { must } from './must.ts';

type Remark = Pick<Parameters<typeof commentOnFiling>[2], 'part' | 'code' | 'kind' | 'text'>;
type Above = {
  /** Key of the body in the demonstration’s organisation. */
  readonly key: string;
  readonly kind: 'government-office' | 'line-department';
  /** Account and post of who takes filings there. */
  readonly account: string;
  readonly post: string;
  /** When each package is begun, in calendar days before the day of first start. */
  readonly begun: readonly number[];
  /** What is said of the first package. */
  readonly remarks: readonly Remark[];
};

const codeOf = (key: string): string => codesOf().get(key) ?? '';
/** The recipients know each other from this day on, in calendar days before the day of first start. */
const ENROLLED = 80;
const COMMENTED = 60;
const RECONCILED = 30;

/** The government office that supervises, and the line department above; the newest package to the latter waits to be signed. */
const ABOVE: readonly Above[] = [
  {
    key: 'ext-cityLG',
    kind: 'government-office',
    account: 'city',
    post: '汇总岗',
    begun: [78, 37, 6],
    remarks: [
      {
        part: 'catalogue',
        code: codeOf('it-05'),
        kind: 'object',
        text: '可以承诺后补的材料没有写明，申请人仍要跑动一次，请改正后重报（演示）',
      },
      {
        part: 'catalogue',
        code: codeOf('it-21'),
        kind: 'suggest',
        text: '建议与市场监管部门的同类备案并联办理（演示）',
      },
    ],
  },
  {
    key: 'ext-prov',
    kind: 'line-department',
    account: 'province',
    post: '备案岗',
    begun: [78, 37, 2],
    remarks: [{ part: 'package', code: '', kind: 'no-objection', text: '' }],
  },
];
const UNSIGNED = { key: 'ext-prov', number: 3 };

type Day = {
  readonly at: UseCase;
  readonly keys: FilingKeys;
  readonly agencyId: string;
  readonly keeper: StaffActor;
  readonly chief: StaffActor;
  /** Whether a day of the story has come, in calendar days before the day of first start. */
  since(daysBefore: number): boolean;
};

/** The keys this instance files and receives with. */
export async function filingKeys(app: AppContext): Promise<FilingKeys> {
  return (await joinLevels(app, await loadLedgerKeys(app))).keys;
}

/**
 * The demonstration bureau files with the two bodies above it, by file, one act a working day as the days of the script come:
 * the whole list with receipts, comments item by item, what was changed since, and a list to reconcile against. What is
 * left to do is read each time, so that a loader that was killed goes on.
 */
export async function fileUpward(
  ctx: DemoContext,
  keys: FilingKeys,
  today: LegalDay,
  day: LegalDay,
): Promise<void> {
  const since = (daysBefore: number): boolean => day >= addDays(today, -daysBefore);
  if (!since(ENROLLED) || !isWorkingDay(await getCalendar(ctx.db), day)) return;
  const { agency, byAccount } = await people(ctx);
  const of: Day = {
    at: ctx.at(clockTime(day, 17 * 60 + 20, 0)),
    keys,
    agencyId: agency.id,
    keeper: await byAccount('register'),
    chief: await byAccount('chief'),
    since,
  };
  for (const above of ABOVE) await advance(of, above);
}

async function advance(of: Day, above: Above): Promise<void> {
  const { at, agencyId, since } = of;
  const body = await at.db
    .selectFrom('agency')
    .select(['id', 'uscc'])
    .where('import_key', '=', above.key)
    .executeTakeFirstOrThrow();
  const upper = {
    ...above,
    agencyId: body.id,
    code: body.uscc ?? '',
    actor: await takerAt(at, body.id, above),
  };
  const recipient = await at.db
    .selectFrom('filing_recipient')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('code', '=', upper.code)
    .executeTakeFirst();
  if (recipient === undefined) return enrolEachOther(of, upper);
  const packages = await at.db
    .selectFrom('filing_package')
    .select(['id', 'number', 'state', 'digest'])
    .where('agency_id', '=', agencyId)
    .where('recipient_id', '=', recipient.id)
    .orderBy('number', 'desc')
    .execute();
  const [newest] = packages;
  const first = packages.at(-1);
  if (newest === undefined || newest.state === 'received') {
    const begun = above.begun[newest?.number ?? 0];
    if (begun !== undefined && since(begun)) await prepare(of, recipient.id);
    else if (first !== undefined && since(COMMENTED)) await comment(of, upper, first.id);
    if (since(RECONCILED)) await holdReference(of, upper);
  } else if (newest.state === 'prepared') {
    if (above.key === UNSIGNED.key && newest.number === UNSIGNED.number) return;
    const { id, digest } = newest;
    must(await signFiling(at, of.keys, of.chief, { agencyId, id, digest, postName: '局长岗' }));
  } else await carry(of, upper, newest.id);
}

type Upper = Above & { readonly agencyId: string; readonly code: string; readonly actor: StaffActor };

async function takerAt(at: UseCase, agencyId: string, { account }: Above): Promise<StaffActor> {
  const login = await at.db
    .selectFrom('login')
    .select('person_id')
    .where('account', '=', account)
    .executeTakeFirstOrThrow();
  const actor = await loadStaffActor(at.db, agencyId, login.person_id, '2026-06-01' as LegalDay);
  if (actor === undefined) throw new Error(`nobody takes filings at ${account}`);
  return actor;
}

/** The card of each is accepted by the other. */
async function enrolEachOther({ at, keys, agencyId, keeper }: Day, upper: Upper): Promise<void> {
  const bureau = await at.db
    .selectFrom('agency')
    .select('uscc')
    .where('id', '=', agencyId)
    .executeTakeFirstOrThrow();
  const own = must(await readCard(at, keys, bureau.uscc ?? ''));
  must(await enrolSender(at, upper.actor, { agencyId: upper.agencyId, card: own }));
  const card = must(await readCard(at, keys, upper.code));
  must(await enrolRecipient(at, keeper, { agencyId, card, kind: upper.kind, http: false }));
}

/** Nothing to file yet is no fault: the day after is another. */
async function prepare({ at, agencyId, keeper }: Day, recipientId: string): Promise<void> {
  const made = await prepareFiling(at, keeper, { agencyId, recipientId, full: false });
  if (made.ok || made.error.code !== 'filing/nothing-changed') must(made);
}

/** The file out, in above, the receipt back. */
async function carry({ at, keys, agencyId, keeper }: Day, upper: Upper, id: string): Promise<void> {
  const { file } = must(await exportPackage(at, keeper, { agencyId, id }));
  const taken = await receivePackage(at, keys, upper.actor, {
    agency: await receiving(at, upper),
    bytes: Buffer.from(file),
    channel: 'file',
  });
  // A loader killed before it brought the receipt back finds the package taken.
  const known = !taken.ok && taken.error.code === 'filing/replayed' ? taken.error.receipt : undefined;
  const receipt = known ?? must(taken).receipt;
  must(await takeReceipt(at, keeper, { agencyId, id, receipt }));
}

async function receiving(at: UseCase, { agencyId, code }: Upper) {
  const { name, level } = await at.db
    .selectFrom('agency')
    .select(['name', 'level'])
    .where('id', '=', agencyId)
    .executeTakeFirstOrThrow();
  return { id: agencyId, code, name, level };
}

/** Said above, then brought down; each once. */
async function comment({ at, keys, agencyId, keeper }: Day, upper: Upper, id: string): Promise<void> {
  const { agencyId: above, actor, post: postName, remarks } = upper;
  const taken = await at.db
    .selectFrom('filing_remark')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('package_id', '=', id)
    .execute();
  if (taken.length === remarks.length) return;
  const said = await at.db
    .selectFrom('filing_comment')
    .select('code')
    .where('agency_id', '=', above)
    .where('received_id', '=', id)
    .execute();
  for (const remark of remarks.filter(({ code }) => !said.some((one) => one.code === code)))
    must(await commentOnFiling(at, actor, { ...remark, agencyId: above, id, postName }));
  const document = must(await exportRemarks(at, keys, actor, { agencyId: above, id }));
  must(await takeRemarks(at, keeper, { agencyId, id, document }));
}

/**
 * The list that the government office holds, made up from the bureau’s own: one it knows and the bureau does not, one it does not
 * know, one with a shorter limit.
 */
async function holdReference({ at }: Day, { agencyId, actor, kind }: Upper): Promise<void> {
  const held = await at.db
    .selectFrom('filing_reference')
    .select('code')
    .where('agency_id', '=', agencyId)
    .limit(1)
    .execute();
  if (kind !== 'government-office' || held.length > 0) return;
  const entries = contentsInForce()
    .filter(({ implementationCode }) => implementationCode !== codeOf('it-33'))
    .map((content) => ({
      code: content.basicCode ?? content.implementationCode ?? '',
      name: content.name,
      typeCode: content.typeCode,
      statutoryLimit: null,
      committedLimit: content.implementationCode === codeOf('it-06') ? { n: 3, unit: 'wd' as const } : null,
    }));
  const missing = {
    code: '131021990001',
    name: '家政服务企业信用信息备案（演示）',
    typeCode: '10',
    statutoryLimit: null,
    committedLimit: null,
  };
  must(await setReference(at, actor, { agencyId, entries: [...entries, missing] }));
}
