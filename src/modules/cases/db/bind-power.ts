import type { LegalDay, Uuid } from '#kernel';
import { LICENCE_SPECIAL_PROCEDURES, STATUTORY_PERIODS, type Period } from '#modules/calendar';
import { getFlowVersion, type FlowKind } from '#modules/flows';
import {
  findPowerInForce,
  findTrial,
  formLinks,
  isNotAsked,
  publicFormHref,
  standingOf,
  type FormHref,
  type PowerContent,
} from '#modules/powers';
import type { FormLink } from '#platform/portal';
import type { AppContext } from '#platform/context';
import type { CaseTerms } from '../engine/case.ts';

/** The versions a case is bound to, and what they say about it (X2). */
export type Binding = {
  readonly agencyId: Uuid;
  readonly powerId: Uuid;
  readonly powerVersionId: Uuid;
  readonly flowVersionId: Uuid;
  readonly officeId: Uuid | null;
  readonly commitmentClass: 'OPEN' | 'SEALED' | 'NONE';
  readonly terms: CaseTerms;
  readonly forms: MaterialForms;
};

/** Blank forms and samples of the materials, by the key of the material. */
export type MaterialForms = ReadonlyMap<string, readonly FormLink[]>;

/** What whoever applies is shown of a power: also of one that is not published yet. */
export type ShownTerms = Pick<
  CaseTerms,
  'powerName' | 'agencyName' | 'statutory' | 'committed' | 'materials' | 'form' | 'trialUntil'
>;

export function shownTerms(content: PowerContent, agencyName: string): ShownTerms {
  return {
    ...limitsOf(content),
    powerName: content.name,
    agencyName,
    form: content.applicationForm,
    materials: content.materials.map((one, at) => ({
      key: materialKey(at),
      name: one.name,
      required: one.required,
      shared: isNotAsked(one),
      ...(one.note === undefined ? {} : { note: one.note }),
    })),
  };
}

/** What whoever applies can download for each material. */
export function shownForms(content: PowerContent, hrefOf: FormHref): MaterialForms {
  return new Map(content.materials.map((one, at) => [materialKey(at), formLinks(one, hrefOf)]));
}

const materialKey = (at: number): string => `m${at + 1}`;

/** The power in force on a day as the terms of a new case; absent when nobody exercises it or it has no flow. */
export async function bindPower(ctx: AppContext, code: string, day: LegalDay): Promise<Binding | undefined> {
  const power = await findPowerInForce(ctx.db, code, day);
  if (power === undefined || power.flowVersionId === null || power.status !== 'in-force') return undefined;
  const [flow, trial, agency] = await Promise.all([
    getFlowVersion(ctx.db, power.agencyId, power.flowVersionId),
    findTrial(ctx.db, power),
    ctx.db
      .selectFrom('agency')
      .select(['name', 'uscc'])
      .where('id', '=', power.agencyId)
      .executeTakeFirstOrThrow(),
  ]);
  const { content } = power;
  return {
    agencyId: power.agencyId,
    powerId: power.powerId,
    powerVersionId: power.versionId,
    flowVersionId: power.flowVersionId,
    officeId: power.officeId,
    commitmentClass: power.commitmentClass,
    forms: shownForms(content, publicFormHref(power.rid)),
    terms: {
      ...handlingTerms(content, agency.name),
      powerCode: power.code,
      powerVersion: power.n,
      powerRid: power.rid,
      ...(trial !== undefined && standingOf(trial, day) !== 'confirmed' && { trialUntil: trial.until }),
      flowRid: flow.rid,
      agencyCode: agency.uscc ?? power.agencyId.replaceAll('-', '').slice(-18).toUpperCase(),
      basis: ctx.config.demo.load ? 'demo' : 'application',
    },
  };
}

/** What the content of a power says about how its cases are handled, published or not. */
export function handlingTerms(
  content: PowerContent,
  agencyName: string,
): Omit<CaseTerms, 'powerCode' | 'powerVersion' | 'powerRid' | 'flowRid' | 'agencyCode' | 'basis'> {
  return {
    ...shownTerms(content, agencyName),
    kind: content.typeCode,
    instant: content.handling === 'instant',
    ...reviewFirstOf(content),
    ...correctionOf(content),
    reviewBody: content.review?.authority ?? REMEDIES.reviewBody,
    court: content.litigation?.court ?? REMEDIES.court,
    resultName: content.result?.name ?? '',
    legalBasis: content.legalBasis
      .filter(({ verified }) => verified)
      .map(({ law, article }) => ({ law, article })),
    fieldRules: content.disclosure,
  };
}

/** What stands for a power where a general flow is walked: a name and the procedures of its kind, and no limit of its own. */
export function generalTerms(
  name: string,
  kind: FlowKind,
  agencyName: string,
): ReturnType<typeof handlingTerms> {
  const special = kind === 'licence' || kind === 'confirmation';
  return {
    powerName: name,
    agencyName,
    kind,
    statutory: null,
    committed: {
      ...STATUTORY_PERIODS['licence/decision'].period,
      pausableBy: special ? [...LICENCE_SPECIAL_PROCEDURES] : [],
    },
    instant: false,
    reviewFirst: false,
    ...REMEDIES,
    resultName: '',
    legalBasis: [],
    materials: [],
    form: [],
    fieldRules: [],
  };
}

const REMEDIES = { reviewBody: '本级人民政府', court: '有管辖权的人民法院' };

const FROM_ACCEPTANCE = { zh: '自受理之日起', en: 'from acceptance' };

/** Statutory and committed limit as periods: special procedures do not count, and only a statutory limit is extended. */
function limitsOf(content: PowerContent): Pick<CaseTerms, 'statutory' | 'committed'> {
  const law = content.statutoryLimit;
  const pausableBy =
    content.typeCode === '01' || content.typeCode === '07' ? [...LICENCE_SPECIAL_PROCEDURES] : [];
  const base = { startRule: FROM_ACCEPTANCE, pausableBy, roll: 'next-working-day' as const };
  const statutory: Period | null =
    law === undefined
      ? null
      : {
          ...base,
          n: law.n,
          unit: law.unit,
          extension:
            law.extension === undefined
              ? null
              : {
                  n: law.extension.n,
                  unit: law.extension.unit,
                  approver: { zh: '本机关负责人', en: 'the head of the agency' },
                  mustTell: true,
                },
          source: articleOf(law.article),
        };
  const limit = content.committedLimit ?? law ?? STATUTORY_PERIODS['licence/decision'].period;
  const committed: Period = {
    ...base,
    n: limit.n,
    unit: limit.unit,
    extension: null,
    source: { law: '办理机关', article: '服务承诺' },
  };
  return { statutory, committed };
}

function correctionOf({ correctionLimit: limit }: PowerContent): Pick<CaseTerms, 'correction'> {
  if (limit?.verified !== true) return {};
  return {
    correction: {
      n: limit.n,
      unit: limit.unit,
      startRule: { zh: '自一次性告知之日起', en: 'from the one-time notice' },
      pausableBy: [],
      extension: null,
      roll: 'next-working-day',
      source: { law: limit.law, article: limit.article },
    },
  };
}

function reviewFirstOf({ reviewFirst }: PowerContent): Pick<CaseTerms, 'reviewFirst' | 'reviewFirstBasis'> {
  if (reviewFirst?.verified !== true) return { reviewFirst: false };
  return { reviewFirst: true, reviewFirstBasis: `《${reviewFirst.law}》${reviewFirst.article}` };
}

/** 行政许可法第四十二条 → 行政许可法, 第四十二条. */
function articleOf(text: string): Period['source'] {
  const at = text.indexOf('第');
  return at > 0 ? { law: text.slice(0, at), article: text.slice(at) } : { law: text, article: text };
}
