import type { ReactNode } from 'react';
import { formatDay, type LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import {
  Crumbs,
  Facts,
  FlowFigure,
  Link,
  ProofStrip,
  Tabs,
  useLang,
  useT,
  Zh,
  type ProofStripProps,
} from '#platform/portal';
import type { FlowEnding } from '../db/flow-ending.ts';
import type { FlowVersion } from '../db/flow-reader.ts';
import { countFlow } from '../domain/count-flow.ts';
import { FLOW_KIND_WORDS, limitWords } from '../texts/words.ts';
import { flowFigure } from './flow-figure.tsx';

const words = messages({
  powers: { zh: '权责清单', en: 'Powers' },
  power: { zh: '事项', en: 'The power' },
  flows: { zh: '类别流程图', en: 'Charts by category' },
  title: { zh: '权力运行流程图', en: 'How this power runs' },
  whole: { zh: '全部环节', en: 'All steps' },
  outside: { zh: '对外环节', en: 'What concerns you' },
  views: { zh: '看哪一部分', en: 'Which part' },
  lead: {
    zh: '这张图就是系统照着运行的程序：图上没有的路，案件走不了；谁也不能私下变更。',
    en: 'This chart is the program itself: a case can go no way that is not drawn here, and nobody can change it in private.',
  },
  chart: { zh: '流程图和文字版', en: 'The chart, and the chart as text' },
  version: { zh: '版本', en: 'Version' },
  nth: { zh: '第 {n} 版', en: 'version {n}' },
  steps: { zh: '环节', en: 'Steps' },
  ofWhich: {
    zh: '{steps} 个，其中法定环节 {statutory} 个',
    en: '{steps}, of which {statutory} are statutory',
  },
  colon: { zh: '：', en: ': ' },
  posts: { zh: '承办岗位', en: 'Posts' },
  days: { zh: '最长路径', en: 'Longest way' },
  endedOnes: { zh: '已终止', en: 'Ended' },
  endedOn: { zh: '自{day}起终止，理由：', en: 'Ended on {day}: ' },
  endsOn: { zh: '到{day}终止，理由：', en: 'Ends on {day}: ' },
  legend: { zh: '图例', en: 'Legend' },
  legendText: {
    zh: '实线框是法定环节，虚线框是工作环节；“重”是重点部位；三角和“高、中、低”是廉政风险等级；钟是定时；虚线箭头是退回。',
    en: 'Solid box: statutory step; dashed box: working procedure; red seal: key point; triangle with a word: integrity risk; clock: timer; dashed line: return; wd: working days, cd: calendar days.',
  },
});

export interface FlowPageProps {
  readonly version: FlowVersion;
  /** `/powers/{code}/flow` or `/flows/{code}`. */
  readonly href: string;
  /** Where `flow.svg` and `flow.bpmn` lie. */
  readonly files: string;
  readonly external: boolean;
  readonly proof: ProofStripProps;
  /** Said above the chart, e.g. that it is on trial. */
  readonly notice?: ReactNode;
  /** Said below the chart, e.g. who approved which version. */
  readonly versions?: ReactNode;
}

/** The chart of a power or of a category on a page of its own, its text twin below it. */
export function FlowPage({ version, href, files, external, proof, notice, versions }: FlowPageProps) {
  const t = useT();
  const lang = useLang();
  const { steps, statutory, posts, workingDays } = countFlow(version.table);
  const parent =
    version.powerCode === null
      ? { href: '/flows', label: t(words.flows) }
      : { href: `/powers/${encodeURIComponent(version.powerCode)}`, label: t(words.power) };
  return (
    <article>
      <Crumbs items={[{ href: '/powers', label: t(words.powers) }, parent]} />
      <h1>{version.powerCode === null ? <Zh>{version.table.name}</Zh> : t(words.title)}</h1>
      <p className="lead">{t(words.lead)}</p>
      {notice}
      <Facts
        items={[
          { term: t(words.version), value: t(words.nth, { n: version.n ?? 0 }) },
          { term: t(words.steps), value: t(words.ofWhich, { steps, statutory }) },
          { term: t(words.posts), value: String(posts) },
          { term: t(words.days), value: limitWords({ n: workingDays, unit: 'wd' }, lang) },
        ]}
      />
      <Tabs
        label={t(words.views)}
        items={[
          { href, label: t(words.whole), current: !external },
          { href: `${href}?view=external`, label: t(words.outside), current: external },
        ]}
      />
      <h2 className="unseen">{t(words.chart)}</h2>
      <FlowFigure
        {...flowFigure(version, { lang })}
        svgHref={`${files}/flow.svg${external ? '?view=external' : ''}`}
        bpmnHref={`${files}/flow.bpmn`}
        twinOpen
      />
      <p className="quiet small">
        {t(words.legend)}：{t(words.legendText)}
      </p>
      {versions}
      <ProofStrip {...proof} />
    </article>
  );
}

/** The charts of the categories of powers (C2). */
export function CategoryFlows({
  versions,
  endings,
  today,
}: {
  versions: readonly FlowVersion[];
  /** Those that ended or are to end, by flow. */
  endings: ReadonlyMap<string, FlowEnding>;
  today: LegalDay;
}) {
  const t = useT();
  const lang = useLang();
  const hasEnded = ({ flowId }: FlowVersion): boolean => (endings.get(flowId)?.endsOn ?? NEVER) <= today;
  const factsOf = (of: readonly FlowVersion[]) =>
    of.map((version) => ({
      key: version.id,
      term: FLOW_KIND_WORDS[version.table.kind][lang],
      value: <CategoryLink version={version} ending={endings.get(version.flowId)} today={today} />,
    }));
  return (
    <article>
      <Crumbs items={[{ href: '/powers', label: t(words.powers) }]} />
      <h1>{t(words.flows)}</h1>
      <p className="lead">{t(words.lead)}</p>
      <Facts items={factsOf(versions.filter((version) => !hasEnded(version)))} />
      {versions.some(hasEnded) && (
        <>
          <h2>{t(words.endedOnes)}</h2>
          <Facts items={factsOf(versions.filter(hasEnded))} />
        </>
      )}
    </article>
  );
}

const NEVER = '9999-12-31';

type LinkProps = {
  readonly version: FlowVersion;
  readonly ending: FlowEnding | undefined;
  readonly today: LegalDay;
};

function CategoryLink({ version, ending, today }: LinkProps) {
  const t = useT();
  const lang = useLang();
  const { steps, statutory } = countFlow(version.table);
  return (
    <>
      <Link href={`/flows/${encodeURIComponent(version.code)}`}>
        <Zh>{version.table.name}</Zh>
      </Link>
      {ending !== undefined && (
        <span className="small block">
          {t(ending.endsOn <= today ? words.endedOn : words.endsOn, { day: formatDay(ending.endsOn, lang) })}
          <Zh>{ending.reason}</Zh>
        </span>
      )}
      <span className="quiet small block">
        {t(words.nth, { n: version.n ?? 0 })} · {t(words.steps)}
        {t(words.colon)}
        {t(words.ofWhich, { steps, statutory })}
      </span>
    </>
  );
}
