import { createHash } from 'node:crypto';
import { canonicalJson } from '@chengming/ledger-verify';
import { legalDayOf, type LegalDay } from '#kernel';
import { actorRef, type Actor } from '#modules/access';
import { STATUTORY_PERIODS } from '#modules/calendar';
import {
  closeToPublic,
  fixPublicView,
  HELD_GROUND,
  isItemShown,
  openObligation,
  type FieldValue,
  type ObligationKind,
} from '#modules/disclosure';
import { appendRevision, type FieldInput } from '#modules/ledger';
import { FieldRule, type Answers } from '#modules/powers';
import type { UseCase } from '#platform/context';
import type { Tx } from '#platform/database';
import type { DocumentContent } from '../documents/document.ts';
import { publicDeviation } from '../domain/deviating.ts';
import { maskedName, type Party } from '../domain/party.ts';
import { groundText } from '../domain/restricting.ts';
import { isOwedToSociety, publicState, VIEW_RULES, type ViewName } from '../domain/public-view.ts';
import type { Case, CaseTerms } from '../engine/case.ts';
import type { Acted, Happening } from '../engine/happening.ts';
import { forgetSeal, sealCase, unsealCase } from './seal.ts';

export type Disclosing = {
  readonly before: Case | null;
  readonly next: Case;
  readonly acted: Acted;
  readonly actor: Actor;
  readonly party: Party;
  readonly now: Date;
  readonly today: LegalDay;
  readonly documents: readonly DocumentContent[];
  /** Names of the open steps that the public chart shows. */
  readonly publicSteps: readonly string[];
  /** What the flow calls the step just done, in law: `register` fills the run register. */
  readonly doneRole: string | null;
};

/**
 * What an act owes to society, by the commitment class the power version set (DECISIONS §3): OPEN enters the public log at
 * the first of acceptance, refusal, deemed acceptance; SEALED only the journal tree, at receipt; NONE nothing.
 */
export async function disclose(tx: Tx, ctx: UseCase, d: Disclosing): Promise<void> {
  const kinds = new Set(d.acted.happenings.map(({ kind }) => kind));
  for (const happening of d.acted.happenings)
    if (happening.kind === 'restricted') return restrictToPublic(tx, ctx, d, happening);
  if (d.next.commitmentClass === 'NONE') return;
  if (d.next.commitmentClass === 'SEALED') {
    if (kinds.has('submitted')) await sealCase(tx, ctx, d);
    return discloseResult(tx, ctx, d, kinds);
  }
  if (kinds.has('accepted')) await appendLeaf(tx, ctx, d, 'accept');
  else if (kinds.has('not-accepted')) await appendLeaf(tx, ctx, d, 'refuse');
  await discloseStage(tx, ctx, d);
  if (kinds.has('jumped') || kinds.has('moved')) await discloseDeviation(tx, ctx, d);
  await discloseResult(tx, ctx, d, kinds);
}

/** A case that moves to a more closed class: sealed from here on unless it had a public leaf, which keeps its trace. */
async function restrictToPublic(
  tx: Tx,
  ctx: UseCase,
  d: Disclosing,
  { to, ground }: Extract<Happening, { kind: 'restricted' }>,
): Promise<void> {
  const { next } = d;
  await closeToPublic(tx, ctx, {
    agencyId: next.agencyId,
    rid: next.rid,
    to,
    ground: groundText(ground),
    actor: actorRef(d.actor),
    org: next.terms.agencyCode,
    basis: next.terms.basis,
  });
  if (to === 'NONE') await forgetSeal(tx, next);
  else if (next.acceptedOn === null) await sealCase(tx, ctx, d);
}

/** A stage is disclosed when the state that society may read changes; the number with the first. */
async function discloseStage(tx: Tx, ctx: UseCase, d: Disclosing): Promise<void> {
  const { before, next } = d;
  const committed = next.acceptedOn !== null && next.result !== 'not-accepted';
  const [was, is] = [
    before === null ? null : publicState(before.state, before.result),
    publicState(next.state, next.result),
  ];
  const first = before !== null && before.acceptedOn === null;
  if (!committed || (was === is && !first) || is === 'served') return;
  const due = next.clocks.find(({ kind }) => kind === 'committed')?.derivation.lastDay ?? null;
  await fixView(tx, ctx, d, 'case-stage', d.now, {
    state: is,
    ...(next.number !== null && { number: next.number }),
    ...(d.publicSteps.length > 0 && is !== 'closed' && { step: d.publicSteps.join('、') }),
    ...(due !== null && { dueOn: due }),
  });
}

/** That a case departed from its published flow, on what ground and when; an accepted one says so at once (C5). */
async function discloseDeviation(tx: Tx, ctx: UseCase, d: Disclosing): Promise<void> {
  if (d.next.acceptedOn === null) return;
  const { agencyId, terms } = d.next;
  const itemShown = await isItemShown(tx, { agencyId, powerCode: terms.powerCode });
  await fixView(tx, ctx, d, 'case-stage', d.now, {
    deviations: d.next.deviations.map((one) => publicDeviation(one, itemShown)),
    ...(d.publicSteps.length > 0 && { step: d.publicSteps.join('、') }),
  });
}

/**
 * The result, after service and never before it (E2), and the run register entry when its step is done (D4). That
 * something is owed of a SEALED case is known from service on only.
 */
async function discloseResult(
  tx: Tx,
  ctx: UseCase,
  d: Disclosing,
  kinds: ReadonlySet<string>,
): Promise<void> {
  const { next } = d;
  const { decision } = next;
  if (decision === null || !isOwedToSociety(next.result)) return;
  const sealed = next.commitmentClass === 'SEALED';
  const owe = (kind: ObligationKind, period: keyof typeof STATUTORY_PERIODS, from: Date) =>
    openObligation(tx, ctx, {
      kind,
      agencyId: next.agencyId,
      powerId: next.powerId,
      caseId: next.id,
      rid: next.rid,
      from,
      notBefore: d.now,
      period: STATUTORY_PERIODS[period].period,
      scope: 'society',
      commitmentClass: next.commitmentClass,
    });
  if (kinds.has(sealed ? 'served' : 'decided'))
    await owe(
      'case-decision',
      next.terms.kind === '01' ? 'publicity/two-way' : 'publicity/proactive',
      new Date(`${decision.on}T12:00:00+08:00`),
    );
  if (kinds.has('served')) {
    if (sealed) await unsealCase(tx, ctx, d);
    await owe('run-register', 'publicity/register-entry', d.now);
    await fixView(tx, ctx, d, 'case-decision', d.now, {
      state: 'served',
      // An open case has said these at acceptance.
      ...(sealed && {
        agency: next.terms.agencyName,
        class: next.commitmentClass,
        receivedOn: legalDayOf(next.receivedAt),
      }),
      power: next.terms.powerCode,
      powerVersion: next.terms.powerRid,
      flowVersion: next.terms.flowRid,
      ...(next.commitmentClass === 'OPEN' && { receivedOn: next.completeOn }),
      party: d.party.name,
      decision: RESULT_WORDS[decision.result],
      decidedOn: decision.on,
      content: decision.content,
      ...(next.number !== null && { number: next.number }),
      ...(decision.documentNumber !== null && { decisionNumber: decision.documentNumber }),
      ...(next.servedOn !== null && { servedOn: next.servedOn }),
      ...(next.deviations.length > 0 && {
        deviations: next.deviations.map((one) => publicDeviation(one, true)),
      }),
    });
  }
  if (d.doneRole === 'register')
    await fixView(tx, ctx, d, 'run-register', d.now, {
      register: registerEntry(next, await countSpecialProcedures(tx, next)),
    });
}

const RESULT_WORDS = {
  granted: '准予',
  refused: '不予',
  filed: '予以备案',
  answered: '已答复',
  'not-accepted': '不予受理',
} as const;

async function fixView(
  tx: Tx,
  ctx: UseCase,
  d: Disclosing,
  kind: ObligationKind,
  publishAfter: Date,
  values: Readonly<Partial<Record<ViewName, FieldValue>>>,
): Promise<void> {
  const fields = Object.entries(VIEW_RULES).flatMap(([name, rule]) => {
    const value = values[unsafeViewName(name)];
    const review = name === 'content' && asksPerson(d.next) ? ('person' as const) : rule.review;
    // An organisation's name is public by law; a person's is masked.
    const treatment =
      name === 'party' && d.party.kind === 'organisation' ? ('open' as const) : rule.treatment;
    return value === undefined ? [] : [{ name, value, rule: { ...rule, treatment, review } }];
  });
  await fixPublicView(tx, ctx, {
    rid: d.next.rid,
    kind,
    agencyId: d.next.agencyId,
    caseId: d.next.id,
    fields,
    signedBy: actorRef(d.actor),
    publishAfter,
    basis: d.next.terms.basis,
  });
}

function unsafeViewName(name: string): ViewName {
  return name as ViewName;
}

/** Whether the power has a person look at its decisions before they are public. */
function asksPerson({ terms }: Case): boolean {
  return terms.fieldRules.some((rule) => {
    const parsed = FieldRule.safeParse(rule);
    return (
      parsed.success &&
      parsed.data.scope === 'society' &&
      parsed.data.review === 'person' &&
      /决定|名单|结果/.test(parsed.data.what)
    );
  });
}

/**
 * How often a case went into a special procedure: by the written notices given (行政许可法 art. 45), since a procedure that
 * began and ended on one day leaves no trace in the clocks.
 */
async function countSpecialProcedures(tx: Tx, { agencyId, id }: Case): Promise<number> {
  const { n } = await tx
    .selectFrom('case_document')
    .select((e) => e.fn.countAll<string>().as('n'))
    .where('agency_id', '=', agencyId)
    .where('case_id', '=', id)
    .where('kind', '=', 'special-procedure-notice')
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** 《行政权力动态运行情况登记表》 of a case, filled from how it was handled (D4). */
function registerEntry(c: Case, specialProcedures: number): FieldValue {
  const clock = (kind: string) => c.clocks.find((one) => one.kind === kind)?.derivation ?? null;
  return {
    item: c.terms.powerName,
    body: c.terms.agencyName,
    receivedOn: legalDayOf(c.receivedAt),
    acceptedOn: c.acceptedOn,
    committedUntil: clock('committed')?.lastDay ?? null,
    statutoryUntil: clock('statutory')?.lastDay ?? null,
    decidedOn: c.decision?.on ?? null,
    servedOn: c.servedOn,
    result: c.decision === null ? null : RESULT_WORDS[c.decision.result],
    extended: c.extended,
    pauses: specialProcedures,
    notices: c.notices.length,
    steps: c.steps.filter(({ closedAt }) => closedAt !== null).length,
  };
}

async function appendLeaf(tx: Tx, ctx: UseCase, d: Disclosing, act: 'accept' | 'refuse'): Promise<void> {
  const { next } = d;
  const due = next.clocks.find(({ kind }) => kind === 'committed')?.derivation.lastDay ?? null;
  const open = (name: string, value: string): FieldInput => ({ name, value, state: 'open' });
  await appendRevision(tx, {
    ids: ctx.ids,
    at: d.now,
    rid: next.rid,
    type: 'case',
    act,
    agencyId: next.agencyId,
    org: next.terms.agencyCode,
    basis: next.terms.basis,
    schema: 'case/1',
    fields: [
      open('agency', next.terms.agencyName),
      open('class', next.commitmentClass),
      open(act === 'accept' ? 'acceptedOn' : 'decidedOn', next.acceptedOn ?? d.today),
      ...(due === null ? [] : [open('dueOn', due)]),
      ...identifying(d),
    ],
  });
}

/** Item, number and party stay inside salted commitments until their time; a natural person's go to the party only. */
function identifying({ next, party }: Disclosing): FieldInput[] {
  const held = { state: 'withheld' as const, ground: HELD_GROUND };
  return [
    { name: 'power', value: next.terms.powerCode, ...held },
    { name: 'powerVersion', value: next.terms.powerRid, ...held },
    { name: 'flowVersion', value: next.terms.flowRid, ...held },
    { name: 'receivedOn', value: next.completeOn, ...held },
    ...(next.number === null ? [] : [{ name: 'number', value: next.number, ...held }]),
    {
      name: 'party',
      value: party.name,
      ...held,
      ...(party.kind === 'person' ? { audience: 'party' as const } : {}),
    },
    { name: 'party.masked', value: maskedName(party), ...held },
  ];
}

/** SHA-256 of what was applied for: item version, who applies, what for. The files stand in the receipt by their own. */
export function applicationDigest(
  { powerCode, powerVersion }: Pick<CaseTerms, 'powerCode' | 'powerVersion'>,
  {
    party,
    request,
    remark,
    answers,
  }: {
    readonly party: Party;
    readonly request: string;
    readonly remark: string;
    readonly answers: Answers;
  },
): string {
  const text = canonicalJson({
    power: powerCode,
    version: powerVersion,
    party: { ...party, agent: party.agent ?? null },
    request,
    remark,
    // Absent for forms without questions, as in every receipt before there were any.
    ...(Object.keys(answers).length > 0 && { answers: { ...answers } }),
  });
  return createHash('sha256').update(text).digest('hex');
}
