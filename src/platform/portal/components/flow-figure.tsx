import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { Link, useT, Zh } from '../scope.tsx';

const words = messages({
  skip: { zh: '不看图，读文字版', en: 'Read it as text instead' },
  pan: {
    zh: '左右滑动看全图，点一个环节看说明',
    en: 'Swipe to see all of it; tap a step for its description',
  },
  text: { zh: '流程图的文字版', en: 'The chart as text' },
  whole: { zh: '整页看图', en: 'Whole page' },
  bpmn: { zh: '下载 BPMN', en: 'Download BPMN' },
  svg: { zh: '下载图片', en: 'Download the picture' },
});

export type FlowFigureProps = {
  /** Markup of our own renderer, trusted. It scales by its own width and height. */
  readonly svg: string;
  readonly caption: string;
  /** What the chart says in one sentence, for those who cannot see it. */
  readonly label: string;
  /** The text twin: the same content as a table or list. */
  readonly twin: ReactNode;
  readonly twinOpen?: boolean;
  readonly pageHref?: string;
  readonly svgHref?: string;
  readonly bpmnHref?: string;
  /** Other ways to have it, e.g. as a poster. */
  readonly links?: readonly { readonly href: string; readonly label: string }[];
  readonly id?: string;
};

/** Whether a chart is wider than high: then it is printed on its side. */
function isWide(svg: string): boolean {
  const [, width, height] = /viewBox="\S+ \S+ (\S+) (\S+)"/.exec(svg) ?? [];
  return Number(width) > Number(height);
}

/** A flow chart that can be panned by finger and keyboard, with its text twin one key away (X10). */
export function FlowFigure(props: FlowFigureProps) {
  const { svg, caption, label, twin, twinOpen, pageHref, svgHref, bpmnHref, links, id = 'flow' } = props;
  const t = useT();
  return (
    <figure className={isWide(svg) ? 'flow flow-wide' : 'flow'} id={id}>
      <figcaption>
        <span className="flow-title">
          <Zh>{caption}</Zh>
        </span>
        <span className="flow-links">
          <a href={`#${id}-text`}>{t(words.skip)}</a>
          {pageHref !== undefined && <Link href={pageHref}>{t(words.whole)}</Link>}
          {svgHref !== undefined && <Link href={svgHref}>{t(words.svg)}</Link>}
          {bpmnHref !== undefined && <Link href={bpmnHref}>{t(words.bpmn)}</Link>}
          {links?.map(({ href, label: text }) => (
            <Link key={href} href={href}>
              {text}
            </Link>
          ))}
        </span>
      </figcaption>
      <p className="flow-hint quiet small">{t(words.pan)}</p>
      <section
        className="flow-pan"
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        dangerouslySetInnerHTML={{ __html: svg }}
      />
      <details className="disclosure" id={`${id}-text`} open={twinOpen}>
        <summary>{t(words.text)}</summary>
        <div className="disclosure-body">{twin}</div>
      </details>
    </figure>
  );
}
