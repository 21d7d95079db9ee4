import { PHASES, type Phase, type PhaseCell, type PhaseChart, type PhasePart } from '#modules/flows';
import { formatPeriod, messages, t, type Lang } from '#platform/i18n';
import type { ChartMember } from '../db/chart-reader.ts';
import type { Limit } from '../domain/content.ts';
import { powerTypeName } from '../domain/types.ts';
import { trialWords } from './trial-words.ts';

const words = messages({
  category: { zh: '{agency}{type}类别流程图', en: '{type}: all items of {agency}' },
  agency: { zh: '{agency}权力运行总体流程图', en: 'All powers of {agency}' },
  items: { zh: '{n} 项', en: '{n} items' },
  rootItems: { zh: '现行 {n} 项', en: '{n} items in force' },
  noFlow: { zh: '流程尚未公布', en: 'its flow is not published yet' },
  noFlows: { zh: '均无已公布的流程', en: 'none has a published flow yet' },
  committed: { zh: '承诺 {period}', en: 'committed {period}' },
  statutory: { zh: '法定 {period}', en: 'by law {period}' },
  steps: { zh: '{n} 个环节', en: '{n} steps' },
  manySteps: { zh: '{from}–{to} 个环节', en: '{from}–{to} steps' },
  days: { zh: '计时 {period}', en: '{period}' },
  upTo: { zh: '至多 {period}', en: 'up to {period}' },
});

const phaseWords: Readonly<Record<Phase, { readonly zh: string; readonly en: string }>> = messages({
  begin: { zh: '申请与启动', en: 'Application' },
  accept: { zh: '受理与立案', en: 'Acceptance' },
  examine: { zh: '审查与调查', en: 'Examination' },
  decide: { zh: '决定', en: 'Decision' },
  'carry-out': { zh: '送达与执行', en: 'Service' },
  disclose: { zh: '公开与归档', en: 'Disclosure' },
});

type Agency = { readonly slug: string; readonly name: string };

/** The chart of one type of power of an agency (C2): a row for each item in force, the steps of its published flow. */
export function categoryChart(
  members: readonly ChartMember[],
  agency: Agency,
  typeCode: string,
  lang: Lang,
  /** How many there are when the members are a page of them. */
  of = members.length,
): PhaseChart {
  const phases = phasesIn(members);
  const type = t(lang, powerTypeName(typeCode));
  return {
    title: t(lang, words.category, { agency: agency.name, type }),
    root: { name: type, note: t(lang, words.rootItems, { n: of }) },
    phases: phases.map((phase) => t(lang, phaseWords[phase])),
    rows: members.map((member) => {
      const power = `/powers/${encodeURIComponent(member.code)}`;
      return {
        name: member.name,
        notes: limitsOf(member, lang),
        href: power,
        cells: phases.map((phase) => {
          const part = member.parts?.find((one) => one.phase === phase);
          return part && itemCell(part, `${power}/flow`, lang);
        }),
        ...(member.parts === undefined && { empty: t(lang, words.noFlow) }),
      };
    }),
  };
}

/** The chart of an agency as a whole (C3): a row for each type of power it has, leading to the chart of that type. */
export function agencyChart(members: readonly ChartMember[], agency: Agency, lang: Lang): PhaseChart {
  const phases = phasesIn(members);
  const types = [...new Set(members.map(({ typeCode }) => typeCode))].toSorted();
  return {
    title: t(lang, words.agency, { agency: agency.name }),
    root: { name: agency.name, note: t(lang, words.rootItems, { n: members.length }) },
    phases: phases.map((phase) => t(lang, phaseWords[phase])),
    rows: types.map((typeCode) => {
      const own = members.filter((member) => member.typeCode === typeCode);
      const href = `/agencies/${agency.slug}/chart/${typeCode}`;
      const name = t(lang, powerTypeName(typeCode));
      return {
        name,
        notes: [t(lang, words.items, { n: own.length })],
        href,
        cells: phases.map((phase) => typeCell(own, phase, name, href, lang)),
        ...(own.every(({ parts }) => parts === undefined) && { empty: t(lang, words.noFlows) }),
      };
    }),
  };
}

function phasesIn(members: readonly ChartMember[]): readonly Phase[] {
  const used = new Set(members.flatMap(({ parts }) => parts?.map(({ phase }) => phase) ?? []));
  return PHASES.filter((phase) => used.has(phase));
}

function limitsOf({ committed, statutory, onTrial }: ChartMember, lang: Lang): readonly string[] {
  const period = ({ n, unit }: Limit) => ({ period: formatPeriod(lang, n, unit) });
  return [
    onTrial ? t(lang, trialWords.running) : undefined,
    committed && t(lang, words.committed, period(committed)),
    statutory && t(lang, words.statutory, period(statutory)),
  ].filter((part) => part !== undefined);
}

function itemCell({ steps, workingDays }: PhasePart, flow: string, lang: Lang): PhaseCell {
  const names = steps.map((step) => (lang === 'zh' ? step.name : step.nameEn));
  const notes = [
    steps.length > 1 ? t(lang, words.steps, { n: steps.length }) : '',
    workingDays === 0 ? '' : t(lang, words.days, { period: formatPeriod(lang, workingDays, 'wd') }),
  ].filter((part) => part !== '');
  return {
    text: names.join(lang === 'zh' ? '、' : ', '),
    notes,
    title: [names.join(lang === 'zh' ? '、' : ', '), ...notes].join(' · '),
    href: `${flow}#step-${steps[0]?.id ?? ''}`,
  };
}

function typeCell(
  members: readonly ChartMember[],
  phase: Phase,
  type: string,
  href: string,
  lang: Lang,
): PhaseCell | undefined {
  const parts = members.flatMap((member) => member.parts?.find((one) => one.phase === phase) ?? []);
  if (parts.length === 0) return undefined;
  const steps = parts.map((part) => part.steps.length);
  const [from, to] = [Math.min(...steps), Math.max(...steps)];
  const days = Math.max(...parts.map((part) => part.workingDays));
  const text = t(lang, words.items, { n: parts.length });
  const notes = [
    from === to ? t(lang, words.steps, { n: to }) : t(lang, words.manySteps, { from, to }),
    days === 0 ? '' : t(lang, words.upTo, { period: formatPeriod(lang, days, 'wd') }),
  ].filter((part) => part !== '');
  return {
    text,
    notes,
    title: [`${type}：${t(lang, phaseWords[phase])}`, text, ...notes].join(' · '),
    href,
  };
}
