import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import { Button } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { DraftNode } from '#modules/flows/contract';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../../lib/language.tsx';
import { StepForm } from '../step-form.tsx';
import type { Drawing } from '../use-drawing.ts';
import { FlowModeler } from './modeler.ts';
import { LaneForm, WayForm } from './shape-forms.tsx';
import type { Shape } from './services.ts';

const m = messages({
  canvas: { zh: '流程图画布', en: 'Canvas of the chart' },
  hint: {
    zh: '点图形后在这里填写它的全部要素；从左边拖出新的图形。不便用鼠标时请用“表格”，两者完全等价。',
    en: 'Select a shape to fill in all its elements here; drag new ones from the left. Without a mouse use the table, which does all the same.',
  },
  reading: { zh: '正在读取这个图形…', en: 'Reading this shape…' },
  bigger: { zh: '放大', en: 'Zoom in' },
  smaller: { zh: '缩小', en: 'Zoom out' },
  fit: { zh: '看全图', en: 'Show all' },
  undo: { zh: '撤销图上的一步', en: 'Undo on the chart' },
});

const PAUSE_MS = 700;

type Props = {
  readonly drawing: Drawing;
  /** The element a finding led to; `at` tells two such acts apart. */
  readonly target: { readonly id: string; readonly at: number } | undefined;
};

/** The chart itself, drawn by hand; beside it all attributes of what is selected. */
export function CanvasEditor({ drawing, target }: Props): ReactNode {
  const { say } = useLanguage();
  const container = useRef<HTMLElement>(null);
  const modeler = useRef<FlowModeler | undefined>(undefined);
  const [selected, setSelected] = useState<Shape | undefined>();
  const [local, setLocal] = useState<DraftNode | undefined>();
  const put = useRef(drawing.put);
  put.current = drawing.put;
  const shown = useRef('');
  const { bpmn, findings, table } = drawing.view;

  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    const made = new FlowModeler(element, say);
    modeler.current = made;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const store = async (): Promise<void> => {
      timer = undefined;
      const xml = await made.file();
      shown.current = xml;
      await put.current({ bpmn: xml });
    };
    made.onChange(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void store(), PAUSE_MS);
    });
    made.onSelect((shape) => {
      setSelected(shape);
      setLocal(undefined);
    });
    return () => {
      // What was drawn a moment ago is stored before the chart goes.
      const unsaved = timer === undefined ? Promise.resolve() : store();
      clearTimeout(timer);
      void unsaved.finally(() => made.destroy());
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the chart is made once
  }, []);

  useEffect(() => {
    if (bpmn === shown.current) return;
    shown.current = bpmn;
    setSelected(undefined);
    void modeler.current?.show(bpmn);
  }, [bpmn]);
  useEffect(() => {
    modeler.current?.mark(findings.flatMap(({ element }) => element ?? []));
  }, [findings]);
  useEffect(() => {
    if (target !== undefined) modeler.current?.select(target.id);
  }, [target]);

  const id = selected?.id.replace(/_label$/u, '');
  const node = local?.id === id ? local : table?.nodes.find((one) => one.id === id);
  const edge = table?.edges.find((one) => one.id === id);
  const chart = modeler.current;
  return (
    <div className="flow-canvas-work">
      <div>
        <section ref={container} className="flow-canvas" aria-label={say(m.canvas)} />
        <div className="desk-acts">
          <Button size="small" onClick={() => chart?.zoom(1)}>
            {say(m.bigger)}
          </Button>
          <Button size="small" onClick={() => chart?.zoom(-1)}>
            {say(m.smaller)}
          </Button>
          <Button size="small" onClick={() => chart?.zoom('fit')}>
            {say(m.fit)}
          </Button>
          <Button
            size="small"
            onClick={() => {
              chart?.undo();
              setLocal(undefined);
            }}
          >
            {say(m.undo)}
          </Button>
        </div>
      </div>
      <div className="flow-form flow-panel">
        {selected === undefined || chart === undefined || table === null ? (
          <p className="quiet">{say(m.hint)}</p>
        ) : node !== undefined ? (
          <StepForm
            key={node.id}
            onChart
            draft={table}
            node={node}
            change={(next) => {
              setLocal(next);
              chart.setNode(next);
            }}
          />
        ) : edge !== undefined ? (
          <WayForm key={edge.id} draft={table} edge={edge} chart={chart} />
        ) : selected.type === 'bpmn:Lane' ? (
          <LaneForm key={selected.id} lane={selected} chart={chart} />
        ) : (
          <p className="quiet">{say(selected.type === 'bpmn:Participant' ? m.hint : m.reading)}</p>
        )}
      </div>
    </div>
  );
}
