import { useRef, type ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  chart: { zh: '办到哪里了', en: 'Where it stands' },
  alt: { zh: '流程图，标出已办、在办和超期的环节', en: 'Flow chart with what is done, open and late' },
});

/** The case on its chart, with the open step in sight. */
export function CaseChart({ svg }: { readonly svg: string }): ReactNode {
  const { say } = useLanguage();
  const box = useRef<HTMLElement>(null);
  return (
    <section>
      <h3>{say(m.chart)}</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by keyboard */}
      <section ref={box} className="desk-chart" aria-label={say(m.chart)} tabIndex={0}>
        <img
          alt={say(m.alt)}
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
          onLoad={({ currentTarget: image }) => {
            const at = openStepIn(svg);
            if (!box.current || !at) return;
            box.current.scrollLeft = image.offsetWidth * at.x - box.current.clientWidth / 2;
            box.current.scrollTop = image.offsetHeight * at.y - box.current.clientHeight / 2;
          }}
        />
      </section>
    </section>
  );
}

/** The middle of the step that is open, or of the first that is marked, as parts of the chart’s width and height. */
export function openStepIn(svg: string): { readonly x: number; readonly y: number } | undefined {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const shape = root.querySelector(
    '[data-state="late"] > :is(rect, circle), [data-state="open"] > :is(rect, circle), [data-mark] > :is(rect, circle)',
  );
  const [left = 0, top = 0, width, height] = (root.getAttribute('viewBox') ?? '').split(/[ ,]+/).map(Number);
  if (!shape || !width || !height) return undefined;
  const number = (name: string): number => Number(shape.getAttribute(name) ?? 0);
  const x = number('x') + number('width') / 2 + number('cx');
  const y = number('y') + number('height') / 2 + number('cy');
  return { x: (x - left) / width, y: (y - top) / height };
}
