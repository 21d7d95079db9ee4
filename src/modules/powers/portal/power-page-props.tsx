import type { LegalDay } from '#kernel';
import { formatNumber, formatPeriod, messages, t, type Lang } from '#platform/i18n';
import type { Experience } from '#modules/disclosure';
import { basisStanding, lawHref, type HeldBasis } from '#modules/library';
import { GoverningRulesPart, governingWords, type GoverningRule } from '#modules/rules';
import { Mixed, type PowerPageProps } from '#platform/portal';
import type { PublishedPower, ShownPower } from '../db/power-reader.ts';
import type { PowerTrial } from '../db/trial-reader.ts';
import { isNotAsked, type Material, type PowerContent } from '../domain/content.ts';
import type { BurdenRow } from '../domain/burden.ts';
import { onTrial } from '../domain/trial.ts';
import { powerTypeName } from '../domain/types.ts';
import { BurdenTable, burdenWords } from './burden-table.tsx';
import { formLinks, publicFormHref, resultLinks } from './form-links.ts';
import { EndedNotice, pastSummary } from './ended-notice.tsx';
import { moreParts } from './more-parts.tsx';
import { powerFacts, type Channel } from './power-facts.tsx';
import { statusCode } from './powers-page.tsx';
import { TrialNotice } from './trial-notice.tsx';
import { isOnApplication } from '../domain/types.ts';
import { withheldPart } from './withheld-part.tsx';

const words = messages({
  onApplication: {
    zh: '{agency}依申请行使的{type}。',
    en: '{type}: {agency} exercises it on application.',
  },
  exOfficio: {
    zh: '{agency}依职权行使的{type}。',
    en: '{type}: {agency} exercises it by virtue of office.',
  },
  internal: { zh: '{agency}的内部管理权。', en: 'An internal power of {agency}.' },
  result: { zh: '结果是{result}。', en: ' It results in: {result}.' },
  beforeEnd: { zh: '取消前的内容', en: 'What it said before it was cancelled' },
  beforeMoved: { zh: '划转前的内容', en: 'What it said before it was transferred' },
  fee: { zh: '收费', en: 'A fee is charged' },
  free: { zh: '不收费', en: 'Free of charge' },
  review: { zh: '行政复议', en: 'Administrative review' },
  litigation: { zh: '行政诉讼', en: 'Litigation' },
  reviewFirst: { zh: '复议前置', en: 'Review comes first' },
  reviewFirstText: {
    zh: '{ground}：应当先申请行政复议，不能直接起诉；对复议决定不服的，再依法向人民法院提起诉讼。依据{basis}。',
    en: '{ground}: apply for administrative review first, no direct court action; whoever disagrees with the outcome may then go to court. Basis: {basis}.',
  },
  office: { zh: '承办处室', en: 'Office' },
  leader: { zh: '分管领导', en: 'Leader in charge' },
  finished: { zh: '已公开结果的办件', en: 'Cases with a public result' },
  inTime: {
    zh: '其中 {n} 件在办理期限内作出决定',
    en: '{n} of them were decided within their time limit',
  },
});

const FORMS = messages({
  original: { zh: '原件', en: 'original' },
  copy: { zh: '复印件', en: 'copy' },
  'original-and-copy': { zh: '原件和复印件', en: 'original and copy' },
  electronic: { zh: '电子', en: 'electronic' },
});

const REVIEW_FIRST = messages({
  'on-the-spot-penalty': { zh: '对当场作出的行政处罚决定不服', en: 'Against a penalty imposed on the spot' },
  'natural-resource-title': {
    zh: '对侵犯已依法取得的自然资源所有权、使用权的决定不服',
    en: 'Against a decision on title to natural resources lawfully held',
  },
  'duty-not-performed': { zh: '认为行政机关未履行法定职责', en: 'Against a legal duty not performed' },
  'information-refused': {
    zh: '申请政府信息公开，行政机关不予公开',
    en: 'Against a refusal of government information',
  },
  'set-by-law': { zh: '法律、行政法规规定应当先申请行政复议', en: 'Where a law or regulation says so' },
});

type Input = {
  readonly power: ShownPower;
  readonly versions: readonly PublishedPower[];
  readonly agency: { readonly slug: string; readonly name: string };
  readonly posts: ReadonlyMap<
    string,
    { readonly name: string; readonly officeId: string; readonly officeName: string }
  >;
  readonly lang: Lang;
  readonly today: LegalDay;
  readonly canApply: boolean;
  readonly experience: Experience;
  readonly burden: readonly BurdenRow[];
  readonly trial: PowerTrial | undefined;
  /** How the legal bases stand against the library today, in their order. */
  readonly laws: readonly HeldBasis[];
  readonly channels: readonly Channel[];
  /** Rules in force that govern it today. */
  readonly rules: readonly GoverningRule[];
};

type Props = Omit<PowerPageProps, 'proofs' | 'flow'>;

/** A published power as its page shows it. What is marked unverified is never shown as law. */
export function powerPageProps(input: Input): Props {
  const { power, versions, agency, posts, lang, today, canApply, experience, burden, laws, trial, rules } =
    input;
  const { content } = power;
  const isPast = power.status !== 'in-force' && power.effectiveFrom <= today;
  const href = `/powers/${encodeURIComponent(power.code)}`;
  const type = t(lang, powerTypeName(content.typeCode));
  const postName = (key: string | undefined): string | undefined =>
    key === undefined ? undefined : (posts.get(key)?.name ?? undefined);
  // Any post of the office in charge says its name.
  const office =
    [...posts.values()].find(({ officeId }) => officeId === power.officeId)?.officeName ?? content.officeKey;
  const older = versions.find((v) => v.n === power.n - 1);
  const newer = versions.find((v) => v.n === power.n + 1);
  const upcoming = versions.find((v) => v.effectiveFrom > today && v.n > power.n);
  const sentence =
    content.typeCode === '99'
      ? words.internal
      : isOnApplication(content.typeCode)
        ? words.onApplication
        : words.exOfficio;
  return {
    name: content.name,
    code: power.code,
    type: { label: type, href: `/powers?type=${content.typeCode}` },
    agency: { label: agency.name, href: `/agencies/${agency.slug}` },
    status: statusCode(power.status, power.effectiveFrom, today, onTrial(trial, today)),
    ...(trial === undefined
      ? {}
      : {
          notice: (
            <TrialNotice
              trial={trial}
              day={today}
              powerHref={href}
              agency={agency}
              line={content.supervisionLine}
            />
          ),
        }),
    ...endedOf(input),
    summary: isPast
      ? pastSummary(power, { agency: agency.name, type, lang })
      : `${t(lang, sentence, { agency: agency.name, type })}${content.result ? t(lang, words.result, { result: content.result.name }) : ''}`,
    version: {
      n: power.n,
      from: power.effectiveFrom,
      count: versions.length,
      allHref: `${href}/versions`,
      ...(newer && newer.effectiveFrom <= today ? { until: newer.effectiveFrom } : {}),
      ...(older ? { diffHref: `${href}/diff/${older.n}/${power.n}` } : {}),
      ...(upcoming
        ? {
            upcoming: { n: upcoming.n, from: upcoming.effectiveFrom, href: `${href}/versions/${upcoming.n}` },
          }
        : {}),
    },
    basis: content.legalBasis.map((basis, at) => {
      const held = laws[at];
      const standing = held && basisStanding(held.state, lang);
      return {
        ...basis,
        ...(held?.law === undefined ? {} : { href: lawHref(held.law.id, basis.article) }),
        ...(standing === undefined ? {} : { standing }),
      };
    }),
    objects: content.serviceObjects,
    conditions: content.conditions,
    conditionsVerified: content.conditionsVerified,
    materials: content.materials.map((m) => ({
      name: m.name,
      form: t(lang, FORMS[m.form]),
      count: m.copies,
      source: m.source,
      need: needOf(m),
      note: m.note,
      forms: formLinks(m, publicFormHref(power.rid)),
    })),
    questions: content.applicationForm.map(({ label }) => label),
    ...(content.committedLimit ? { committed: content.committedLimit } : {}),
    ...(content.statutoryLimit
      ? {
          statutory: {
            n: content.statutoryLimit.n,
            unit: content.statutoryLimit.unit,
            basis: content.statutoryLimit.article,
            verified: content.statutoryLimit.verified,
          },
        }
      : {}),
    ...(content.acceptanceLimit
      ? {
          acceptance: {
            n: content.acceptanceLimit.n,
            unit: content.acceptanceLimit.unit,
            basis: content.acceptanceLimit.article,
          },
        }
      : {}),
    ...(content.deliveryLimit
      ? {
          delivery: {
            n: content.deliveryLimit.n,
            unit: content.deliveryLimit.unit,
            basis: content.deliveryLimit.article,
          },
        }
      : {}),
    fee: feeText(content.fees, lang),
    rules: content.rulesOfExercise,
    partyDuties: content.partyDuties,
    ...powerFacts(power, { lang, channels: input.channels, agencyHref: `/agencies/${agency.slug}` }),
    ...(content.result ? { result: content.result.name } : {}),
    resultForms: resultLinks(content.result, publicFormHref(power.rid)),
    ...(canApply ? { applyHref: `${href}/apply` } : {}),
    rights: content.partyRights,
    relief: [
      ...(content.review
        ? [
            {
              term: t(lang, words.review),
              value: (
                <Mixed>{`${content.review.authority} · ${formatPeriod(lang, content.review.limit.n, content.review.limit.unit)} · ${content.review.article}`}</Mixed>
              ),
            },
          ]
        : []),
      ...(content.reviewFirst?.verified === true
        ? [
            {
              term: t(lang, words.reviewFirst),
              value: t(lang, words.reviewFirstText, {
                ground: t(lang, REVIEW_FIRST[content.reviewFirst.ground]),
                basis: `《${content.reviewFirst.law}》${content.reviewFirst.article}`,
              }),
            },
          ]
        : []),
      ...(content.litigation
        ? [
            {
              term: t(lang, words.litigation),
              value: (
                <Mixed>{`${content.litigation.court} · ${formatPeriod(lang, content.litigation.limit.n, content.litigation.limit.unit)} · ${content.litigation.article}`}</Mixed>
              ),
            },
          ]
        : []),
    ],
    duties: content.duties.map((duty) => {
      const post = postName(duty.post);
      return { stage: duty.stage, content: duty.content, ...(post === undefined ? {} : { post }) };
    }),
    accountability: content.accountability.map((a) => ({
      situation: a.situation,
      who: a.who,
      basis: a.basis
        .filter((b) => b.verified)
        .map((b) => `《${b.law}》${b.article}`)
        .join('、'),
    })),
    persons: [
      ...(office === undefined
        ? []
        : [
            {
              role: t(lang, words.office),
              post: office,
              complaint: { text: agency.name, href: `/agencies/${agency.slug}#complain` },
            },
          ]),
      ...(content.leader === undefined ? [] : [{ role: t(lang, words.leader), post: content.leader }]),
    ],
    experience: experienceOf(power, experience, lang),
    more: [
      ...withheldPart(power, lang),
      ...(rules.length === 0
        ? []
        : [
            { id: 'rules', title: t(lang, governingWords.title), body: <GoverningRulesPart rules={rules} /> },
          ]),
      {
        id: 'simplification',
        title: t(lang, burdenWords.title),
        body: <BurdenTable rows={burden} elsewhere={elsewhereOf(power, today)} />,
      },
      ...moreParts(power, lang),
    ],
  };
}

/** What the page says of a power that has ended, or that a version published already will end. */
function endedOf({ power, versions, agency, today, lang }: Input): Pick<PowerPageProps, 'ended'> {
  const ending =
    power.status === 'in-force'
      ? versions.find((v) => v.effectiveFrom > today && v.n > power.n && v.status !== 'in-force')
      : power;
  if (ending === undefined) return {};
  const before = versions.find((v) => v.n < ending.n && v.status === 'in-force');
  const past = power === ending && ending.effectiveFrom <= today;
  return {
    ended: {
      notice: <EndedNotice ending={ending} last={before} agency={agency} past={past} />,
      before: past ? t(lang, words[power.status === 'transferred' ? 'beforeMoved' : 'beforeEnd']) : undefined,
    },
  };
}

/** What a material asks of the party. */
function needOf(material: Material): PowerPageProps['materials'][number]['need'] {
  if (isNotAsked(material)) return 'not-asked';
  if (!material.required) return 'may';
  return material.ease === 'may-follow' || material.ease === 'may-promise' ? material.ease : 'must';
}

function feeText(fees: PowerContent['fees'], lang: Lang): string {
  const items = (fees?.items ?? []).map(({ name, standard, basis }) => `${name} ${standard}（${basis}）`);
  const parts = [
    t(lang, fees?.charged === true ? words.fee : words.free),
    ...(fees?.charged === true ? items : []),
    ...(fees === undefined || fees.basis === '' ? [] : [fees.basis]),
  ];
  return parts.join(' · ');
}

/** Only what is in force stands beside others. */
function elsewhereOf(
  { code, content, status, effectiveFrom }: PublishedPower,
  today: LegalDay,
): string | undefined {
  if (content.basicCode === undefined || status !== 'in-force' || effectiveFrom > today) return undefined;
  return `/powers/${encodeURIComponent(code)}/elsewhere`;
}

/** What the published results say; nothing while there are none. */
function experienceOf(power: PublishedPower, { finished, inTime }: Experience, lang: Lang) {
  if (finished === 0) return [];
  return [
    {
      label: t(lang, words.finished),
      value: finished,
      href: `/cases?state=closed&power=${encodeURIComponent(power.code)}`,
      note: t(lang, words.inTime, { n: formatNumber(inTime) }),
    },
  ];
}
