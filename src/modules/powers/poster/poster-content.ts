import { formatDay, type LegalDay } from '#kernel';
import { formatPeriod } from '#platform/i18n';
import type { PublishedPower } from '../db/power-reader.ts';
import type { PowerTrial } from '../db/trial-reader.ts';
import type { Limit, Material } from '../domain/content.ts';
import { onTrial } from '../domain/trial.ts';
import { powerTypeName } from '../domain/types.ts';

/** What the poster of an item says beside its flow chart: 办事指南, in the official terms. */
export interface PosterContent {
  readonly title: string;
  readonly agency: string;
  /** Type, code, version, since when, and until when it is only tried. */
  readonly line: string;
  /** Most important first: what finds no room is left out from the end, and said to be. */
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly rid: string;
  readonly publishedAt: Date;
}

const FORMS = {
  original: '原件',
  copy: '复印件',
  'original-and-copy': '原件和复印件',
  electronic: '电子件',
} as const;

const START = {
  'in-force': '施行',
  cancelled: '取消，以下是取消前的内容',
  transferred: '划转，以下是划转前的内容',
} as const;

const period = ({ n, unit }: Limit): string => formatPeriod('zh', n, unit);

/** The guide of a published version as of a day. What is marked unverified is left out: a poster states law. */
export function posterContent(
  power: PublishedPower,
  agency: string,
  trial: PowerTrial | undefined,
  today: LegalDay,
): PosterContent {
  const { content } = power;
  const tried = onTrial(trial, today);
  const sections = [
    { title: '办理时限', lines: limits(power) },
    { title: '收费', lines: fees(power) },
    { title: '服务对象', lines: oneLine(content.serviceObjects.join('、')) },
    { title: '办理条件', lines: content.conditionsVerified ? numbered(content.conditions) : [] },
    { title: '申请材料', lines: materials(power) },
    { title: '办理地点和联系方式', lines: contact(power) },
    { title: '办理结果', lines: oneLine(content.result?.name) },
    { title: '法律依据', lines: bases(power) },
    { title: '您的权利', lines: [...content.partyRights, ...remedies(power)] },
    { title: '监督投诉', lines: oneLine(content.supervisionLine ?? content.supervision) },
  ];
  return {
    title: content.name,
    agency,
    line: `${powerTypeName(content.typeCode).zh} · 实施编码 ${power.code} · 第 ${power.n} 版，自${formatDay(power.effectiveFrom, 'zh')}起${START[power.status]}${tried === null ? '' : `，试运行到${formatDay(tried.until, 'zh')}`}`,
    sections: sections.filter(({ lines }) => lines.length > 0),
    rid: power.rid,
    publishedAt: power.publishedAt,
  };
}

function oneLine(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : [text];
}

function numbered(lines: readonly string[]): readonly string[] {
  return lines.length === 1 ? lines : lines.map((line, at) => `${at + 1}. ${line}`);
}

function limits({ content }: PublishedPower): readonly string[] {
  const { acceptanceLimit, committedLimit, statutoryLimit, deliveryLimit } = content;
  return [
    ...(committedLimit ? [`承诺时限：${period(committedLimit)}`] : []),
    ...(statutoryLimit === undefined
      ? []
      : statutoryLimit.verified
        ? [`法定时限：${period(statutoryLimit)}（${statutoryLimit.article}）`]
        : ['法定时限：未核对，以公布的法律文本为准']),
    ...(acceptanceLimit ? [`受理：${period(acceptanceLimit)}（${acceptanceLimit.article}）`] : []),
    ...(deliveryLimit ? [`送达：${period(deliveryLimit)}（${deliveryLimit.article}）`] : []),
  ];
}

function fees({ content: { fees: charged } }: PublishedPower): readonly string[] {
  if (charged?.charged !== true) return ['不收费'];
  return [
    ...charged.items.map(({ name, standard, basis }) => `${name}：${standard}（${basis}）`),
    ...oneLine(charged.basis),
  ];
}

function materials({ content }: PublishedPower): readonly string[] {
  return numbered(
    content.materials.map(
      ({ name, form, copies, required, ...forms }) =>
        `${name}（${FORMS[form]} ${copies} 份${required ? '' : '，视情况提交'}${help(forms)}）`,
    ),
  );
}

/** What of a material can be downloaded where the code of the poster leads. */
function help({ blankForm, sample }: Pick<Material, 'blankForm' | 'sample'>): string {
  const there = [blankForm && '空白表格', sample && '样表'].filter((one) => one !== undefined);
  return there.length === 0 ? '' : `，扫码下载${there.join('、')}`;
}

function contact({ content: { place, hours, enquiry } }: PublishedPower): readonly string[] {
  return [
    ...oneLine(place),
    ...(hours === undefined ? [] : [`办理时间：${hours}`]),
    ...(enquiry === undefined ? [] : [`咨询：${enquiry}`]),
  ];
}

function bases({ content }: PublishedPower): readonly string[] {
  return content.legalBasis
    .filter(({ verified }) => verified)
    .map(({ law, article }) => `《${law}》${article}`);
}

function remedies({ content: { review, reviewFirst, litigation } }: PublishedPower): readonly string[] {
  return [
    ...(review
      ? [`不服决定的，可以在${period(review.limit)}内向${review.authority}申请行政复议（${review.article}）`]
      : []),
    ...(reviewFirst?.verified === true
      ? [`应当先申请行政复议（《${reviewFirst.law}》${reviewFirst.article}）`]
      : []),
    ...(litigation
      ? [`也可以在${period(litigation.limit)}内向${litigation.court}提起行政诉讼（${litigation.article}）`]
      : []),
  ];
}
