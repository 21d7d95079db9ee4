import { renderPhaseChart, type PhaseChart } from '#modules/flows';
import { messages } from '#platform/i18n';
import { Crumbs, DataTable, Empty, FlowFigure, Link, Pager, Tabs, useLang, useT, Zh } from '#platform/portal';
import { powerTypeName } from '../domain/types.ts';
import { pageWords } from './powers-page.tsx';

const words = messages({
  lead: {
    zh: '这张图由现行事项和它们已公布的流程自动生成，图上每一格都通到那一项权力自己的流程图；事项或流程一变，图就跟着变。',
    en: 'Drawn from the items in force and their published flows: every box leads to the chart of that power, and whatever changes there changes here.',
  },
  all: { zh: '总体', en: 'All' },
  views: { zh: '按权力类型', en: 'By type of power' },
  item: { zh: '事项', en: 'Power' },
  category: { zh: '权力类型', en: 'Type of power' },
  label: { zh: '{title}：{rows} 行，{phases} 个阶段', en: '{title}: {rows} rows, {phases} phases' },
  rows: { zh: '第 {from}—{to} 项', en: 'items {from} to {to}' },
  none: { zh: '没有现行事项', en: 'Nothing is in force' },
  noneWhy: {
    zh: '这个机关在这一天没有这一类现行有效的事项。',
    en: 'This body has no item of this kind in force on that day.',
  },
  templates: { zh: '各类权力的通用流程', en: 'General flows by type of power' },
});

type Props = {
  readonly agency: { readonly slug: string; readonly name: string };
  readonly chart: PhaseChart;
  /** The type of power shown; absent: the agency as a whole. */
  readonly type: string | undefined;
  readonly types: readonly { readonly code: string; readonly n: number }[];
  readonly svgHref: string;
  /** Rows of a long chart come in pages. */
  readonly page: { readonly from: number; readonly to: number; readonly of: number };
  readonly next: string | undefined;
  readonly first: string | undefined;
};

/** The chart of an agency (C3) or of one type of its powers (C2), with the same content as a table below it. */
export function ChartsPage({ agency, chart, type, types, svgHref, page, next, first }: Props) {
  const t = useT();
  const lang = useLang();
  const base = `/agencies/${agency.slug}`;
  return (
    <article>
      <Crumbs
        items={[
          { href: '/powers', label: t(pageWords.title) },
          { href: base, label: <Zh>{agency.name}</Zh> },
        ]}
      />
      <header className="page-head">
        <h1>
          <Zh>{chart.title}</Zh>
        </h1>
        <p className="lead">{t(words.lead)}</p>
      </header>
      <Tabs
        label={t(words.views)}
        items={[
          { href: `${base}/chart`, label: t(words.all), current: type === undefined },
          ...types.map(({ code, n }) => ({
            href: `${base}/chart/${code}`,
            label: t(powerTypeName(code)),
            count: n,
            current: type === code,
          })),
        ]}
      />
      {chart.rows.length === 0 ? (
        <Empty title={t(words.none)}>{t(words.noneWhy)}</Empty>
      ) : (
        <>
          {page.to - page.from + 1 < page.of && (
            <p className="quiet">{t(words.rows, { from: page.from, to: page.to })}</p>
          )}
          <h2 className="unseen">{chart.root.name}</h2>
          <FlowFigure
            svg={renderPhaseChart(chart, lang === 'en' ? '/en' : '')}
            caption={chart.title}
            label={t(words.label, {
              title: chart.title,
              rows: chart.rows.length,
              phases: chart.phases.length,
            })}
            svgHref={svgHref}
            twinOpen
            twin={<ChartTable chart={chart} head={t(type === undefined ? words.category : words.item)} />}
          />
          <Pager next={next} {...(first === undefined ? {} : { first })} />
        </>
      )}
      <p>
        <Link href="/flows">{t(words.templates)}</Link>
      </p>
    </article>
  );
}

/** The equal of the picture: the same rows, phases, words and links. */
function ChartTable({ chart, head }: { chart: PhaseChart; head: string }) {
  return (
    <DataTable
      caption={chart.title}
      rows={chart.rows}
      rowKey={(row) => row.href}
      columns={[
        {
          key: 'name',
          head,
          title: true,
          cell: (row) => (
            <>
              <Link href={row.href}>
                <Zh>{row.name}</Zh>
              </Link>
              <span className="quiet small block">{row.empty ?? row.notes.join(' · ')}</span>
            </>
          ),
        },
        ...chart.phases.map((phase, at) => ({
          key: phase,
          head: phase,
          cell: (row: PhaseChart['rows'][number]) => <Cell cell={row.cells[at]} />,
        })),
      ]}
    />
  );
}

function Cell({ cell }: { cell: PhaseChart['rows'][number]['cells'][number] }) {
  if (cell === undefined) return '—';
  return (
    <div>
      <Link href={cell.href}>
        <Zh>{cell.text}</Zh>
      </Link>
      {cell.notes.length > 0 && <span className="quiet small block">{cell.notes.join(' · ')}</span>}
    </div>
  );
}
