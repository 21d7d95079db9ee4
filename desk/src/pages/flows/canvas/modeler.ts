import BpmnModeler from 'bpmn-js/lib/Modeler';
import type { ModdleElement } from 'bpmn-moddle';
import {
  callProperties,
  govDescriptor,
  nodeProperties,
  stepExtension,
  type DraftNode,
} from '#modules/flows/contract';
import { drawingTools } from './palette.ts';
import type { Canvas, Factory, Modeling, Registry, Selection, Shape } from './services.ts';

type Say = Parameters<typeof drawingTools>[0];

/** Below this a chart cannot be read. */
const READABLE = 0.6;
/** Width of the palette with its margins, in pixels of the screen. */
const PALETTE = 130;

/** The chart that can be drawn on, with our attributes. */
export class FlowModeler {
  readonly #modeler: BpmnModeler;
  #marked: readonly string[] = [];

  constructor(container: HTMLElement, say: Say) {
    this.#modeler = new BpmnModeler({
      container,
      moddleExtensions: { gov: govDescriptor },
      additionalModules: [drawingTools(say)],
    });
  }

  async show(xml: string): Promise<void> {
    await this.#modeler.importXML(xml);
    this.#marked = [];
    this.#begin();
  }

  /** Large enough to read, the beginning beside the palette. */
  #begin(): void {
    const { inner, outer } = this.#canvas.viewbox();
    const scale = Math.min(1, Math.max(READABLE, outer.width / (inner.width + PALETTE)));
    const [width, height] = [outer.width / scale, outer.height / scale];
    this.#canvas.viewbox({ x: inner.x - PALETTE / scale, y: inner.y - 20, width, height });
  }

  /** The drawing as a file. Lanes say which post does a step; ways say what comes in and goes out. */
  async file(): Promise<string> {
    for (const { businessObject, type } of this.#shapes(() => true)) {
      if (type === 'bpmn:Lane') {
        const post = businessObject.get('gov:post');
        for (const node of elements(businessObject.get('flowNodeRef'))) node.set('gov:post', post);
      } else if (businessObject.get('incoming') !== undefined && type !== 'bpmn:SequenceFlow') {
        businessObject.set('incoming', []);
        businessObject.set('outgoing', []);
      }
    }
    const { xml } = await this.#modeler.saveXML({ format: true });
    return xml ?? '';
  }

  onChange(told: () => void): void {
    this.#modeler.on('commandStack.changed', told);
  }

  onSelect(told: (selected: Shape | undefined) => void): void {
    this.#modeler.on('selection.changed', ({ newSelection }: { readonly newSelection: readonly Shape[] }) =>
      told(newSelection.length === 1 ? newSelection[0] : undefined),
    );
  }

  /** Selects an element and brings it into view; false when it is not on the chart. */
  select(id: string): boolean {
    const shape = this.#registry.get(id);
    if (shape === undefined) return false;
    this.#canvas.scrollToElement(shape);
    this.#modeler.get<Selection>('selection').select(shape);
    return true;
  }

  /** Marks the elements that findings are about. */
  mark(ids: readonly string[]): void {
    for (const id of this.#marked)
      if (this.#registry.get(id) !== undefined) this.#canvas.removeMarker(id, 'flow-found');
    this.#marked = [...new Set(ids)].filter((id) => this.#registry.get(id) !== undefined);
    for (const id of this.#marked) this.#canvas.addMarker(id, 'flow-found');
  }

  setNode(node: DraftNode): void {
    const shape = this.#registry.get(node.id);
    if (shape === undefined) return;
    const make = this.#factory.create.bind(this.#factory);
    this.#modeling.updateProperties(shape, {
      name: node.name,
      ...nodeProperties(node),
      ...(node.kind === 'call' && callProperties(node)),
      ...(node.kind === 'boundary' && { cancelActivity: node.interrupting !== false }),
      extensionElements: stepExtension(make, node),
    });
  }

  setProperties(id: string, values: Readonly<Record<string, unknown>>): void {
    const shape = this.#registry.get(id);
    if (shape !== undefined) this.#modeling.updateProperties(shape, values);
  }

  setCondition(id: string, feel: string | undefined): void {
    const body = { language: 'feel', body: feel };
    this.setProperties(id, {
      conditionExpression:
        feel === undefined ? undefined : this.#factory.create('bpmn:FormalExpression', body),
    });
  }

  setDefault(edge: string, gateway: string, isDefault: boolean): void {
    const way = this.#registry.get(edge);
    if (isDefault) this.setCondition(edge, undefined);
    this.setProperties(gateway, { default: isDefault ? way?.businessObject : undefined });
  }

  undo(): void {
    const stack = this.#modeler.get<{ canUndo(): boolean; undo(): void }>('commandStack');
    if (stack.canUndo()) stack.undo();
  }

  zoom(factor: number | 'fit'): void {
    if (factor === 'fit') this.#canvas.zoom('fit-viewport', 'auto');
    else this.#modeler.get<{ stepZoom(delta: number): void }>('zoomScroll').stepZoom(factor);
  }

  destroy(): void {
    this.#modeler.destroy();
  }

  get #canvas(): Canvas {
    return this.#modeler.get<Canvas>('canvas');
  }
  get #registry(): Registry {
    return this.#modeler.get<Registry>('elementRegistry');
  }
  get #modeling(): Modeling {
    return this.#modeler.get<Modeling>('modeling');
  }
  get #factory(): Factory {
    return this.#modeler.get<Factory>('moddle');
  }
  #shapes(test: (shape: Shape) => boolean): Shape[] {
    return this.#registry.filter(test);
  }
}

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}

function elements(value: unknown): ModdleElement[] {
  return Array.isArray(value) ? value.filter(isElement) : [];
}
