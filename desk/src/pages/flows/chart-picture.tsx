import { Card } from 'antd';
import { useRef, type ReactNode } from 'react';
import { openStepIn } from '../cases/case-chart.tsx';

type Props = { readonly svg: string; readonly title: string; readonly alt: string };

/** A chart in a frame that scrolls, with the open step in sight. */
export function ChartPicture({ svg, title, alt }: Props): ReactNode {
  const box = useRef<HTMLElement>(null);
  return (
    <Card size="small" title={title} className="desk-card desk-section">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by keyboard */}
      <section ref={box} className="desk-chart" tabIndex={0} aria-label={title}>
        <img
          alt={alt}
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
          onLoad={({ currentTarget: image }) => {
            const at = openStepIn(svg);
            if (!box.current || !at) return;
            box.current.scrollLeft = image.offsetWidth * at.x - box.current.clientWidth / 2;
            box.current.scrollTop = image.offsetHeight * at.y - box.current.clientHeight / 2;
          }}
        />
      </section>
    </Card>
  );
}
