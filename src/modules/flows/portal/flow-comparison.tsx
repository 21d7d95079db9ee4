import { messages } from '#platform/i18n';
import { Link, Mixed, useLang, useT } from '#platform/portal';
import type { FlowVersion } from '../db/flow-reader.ts';
import { MARKS } from '../domain/svg-marks.ts';
import { compareCharts } from '../texts/compare-charts.ts';

const words = messages({
  title: { zh: '流程的差别', en: 'What changed in the flow' },
  same: { zh: '两个版本的流程完全相同。', en: 'The flow is the same in both versions.' },
  first: { zh: '前一版没有公布流程图，见', en: 'The version before had no flow; see' },
  gone: { zh: '后一版没有流程图。', en: 'The later version has no flow.' },
  chart: { zh: '这一版的流程图', en: 'the chart of this version' },
  legend: { zh: '图上的记号', en: 'Signs on the charts' },
  inWords: { zh: '逐项说明', en: 'In words' },
  added: { zh: '新增', en: 'New' },
  removed: { zh: '去掉', en: 'Gone' },
  changed: { zh: '修改', en: 'Changed' },
  before: { zh: '原来：{version}', en: 'Before: {version}' },
  after: { zh: '现在：{version}', en: 'Now: {version}' },
});

type Props = {
  /** Null where that version has no flow. */
  readonly before: FlowVersion | null;
  readonly after: FlowVersion | null;
  readonly beforeHead: string;
  readonly afterHead: string;
  /** Address of the chart in force, whose text twin says what each step is. */
  readonly href: string;
};

/** The flows of two versions: what changed in words, and both charts with it marked by sign, word and colour. */
export function FlowComparison({ before, after, beforeHead, afterHead, href }: Props) {
  const t = useT();
  const lang = useLang();
  if (before === null && after === null) return null;
  return (
    <section aria-labelledby="flow-difference">
      <h2 id="flow-difference">{t(words.title)}</h2>
      {after === null ? (
        <p>{t(words.gone)}</p>
      ) : before === null ? (
        <p>
          {t(words.first)} <Link href={href}>{t(words.chart)}</Link>
        </p>
      ) : before.sha256 === after.sha256 ? (
        <p>{t(words.same)}</p>
      ) : (
        <Compared />
      )}
    </section>
  );

  function Compared() {
    if (before === null || after === null) return null;
    const base = lang === 'en' ? `/en${href}` : href;
    const compared = compareCharts(before, after, { lang, titled: false, stepHref: `${base}#step-` });
    if (compared.changes.length === 0) return <p>{t(words.same)}</p>;
    const [was, is] = [t(words.before, { version: beforeHead }), t(words.after, { version: afterHead })];
    return (
      <>
        <h3>{t(words.inWords)}</h3>
        <ul className="items">
          {compared.changes.map(({ kind, element, name, what }) => (
            <li key={`${kind} ${element}`}>
              <b>{t(words[kind])}</b> <Mixed>{name}</Mixed>
              {what[lang] !== '' && `${lang === 'zh' ? '：' : ': '}${what[lang]}`}
            </li>
          ))}
        </ul>
        <p className="quiet small">
          {t(words.legend)}
          {lang === 'zh' ? '：' : ': '}
          {[MARKS.added, MARKS.changed, MARKS.removed].map((mark) => mark[lang]).join(' · ')}
        </p>
        <div className="flow-pair">
          <Chart svg={compared.before} head={was} />
          <Chart svg={compared.after} head={is} />
        </div>
      </>
    );
  }
}

function Chart({ svg, head }: { readonly svg: string; readonly head: string }) {
  return (
    <figure className="flow">
      <figcaption>
        <span className="flow-title">{head}</span>
      </figcaption>
      <section
        className="flow-pan"
        aria-label={head}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        dangerouslySetInnerHTML={{ __html: svg }}
      />
    </figure>
  );
}
