import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import type { Box, Diagram, Point } from './diagram.ts';
import type { FlowEdge, FlowNode, FlowTable } from './flow-table.ts';
import { GOV_NAMESPACE, govDescriptor } from './gov-descriptor.ts';
import { callProperties, flowExtension, nodeProperties, stepExtension, type Make } from './gov-properties.ts';
import { placeQuestion } from './layout-question.ts';

const TYPE: Readonly<Record<FlowNode['kind'], string>> = {
  start: 'StartEvent',
  end: 'EndEvent',
  terminate: 'EndEvent',
  task: 'UserTask',
  service: 'ServiceTask',
  send: 'SendTask',
  call: 'CallActivity',
  timer: 'IntermediateCatchEvent',
  message: 'IntermediateCatchEvent',
  boundary: 'BoundaryEvent',
  xor: 'ExclusiveGateway',
  and: 'ParallelGateway',
};

const EVENT: Partial<Record<FlowNode['kind'], string>> = {
  terminate: 'TerminateEventDefinition',
  timer: 'TimerEventDefinition',
  boundary: 'TimerEventDefinition',
  message: 'MessageEventDefinition',
};

/** BPMN 2.0 with our attributes and the drawing, readable by any BPMN tool; `parseFlow` reads it back to the same table. */
export async function toBpmnXml(table: FlowTable, diagram: Diagram): Promise<string> {
  const { xml } = await new Writer(table, diagram).write();
  return xml;
}

class Writer {
  readonly #moddle = new BpmnModdle({ gov: govDescriptor });
  readonly #make: Make = (type, attributes) => {
    const present = Object.entries(attributes).filter(([, value]) => value !== undefined);
    return this.#moddle.create(type, Object.fromEntries(present));
  };
  readonly #elements = new Map<string, ModdleElement>();
  readonly #table: FlowTable;
  readonly #diagram: Diagram;

  constructor(table: FlowTable, diagram: Diagram) {
    this.#table = table;
    this.#diagram = diagram;
  }

  write(): Promise<{ xml: string }> {
    const process = this.#process();
    const participant = this.#make('bpmn:Participant', {
      id: `${this.#table.id}.pool`,
      name: this.#table.name,
      processRef: process,
    });
    const collaboration = this.#make('bpmn:Collaboration', {
      id: `${this.#table.id}.map`,
      participants: [participant],
    });
    const definitions = this.#make('bpmn:Definitions', {
      id: `${this.#table.id}.file`,
      targetNamespace: GOV_NAMESPACE,
      rootElements: [collaboration, process],
      diagrams: [this.#drawing(collaboration, participant)],
    });
    return this.#moddle.toXML(definitions, { format: true });
  }

  #process(): ModdleElement {
    const { id, name, posts, nodes, edges } = this.#table;
    for (const node of nodes) this.#elements.set(node.id, this.#node(node));
    for (const edge of edges) this.#elements.set(edge.id, this.#edge(edge));
    for (const node of nodes)
      if (node.host !== undefined) this.#at(node.id).set('attachedToRef', this.#at(node.host));
    for (const edge of edges)
      if (edge.default === true) this.#at(edge.from).set('default', this.#at(edge.id));
    const lanes = posts.map((post) => {
      const lane = this.#make('bpmn:Lane', {
        id: `${id}.lane.${post.id}`,
        name: post.name,
        post: post.id,
        kind: post.kind,
        flowNodeRef: nodes.filter((node) => node.post === post.id).map((node) => this.#at(node.id)),
      });
      this.#elements.set(`lane ${post.id}`, lane);
      return lane;
    });
    return this.#make('bpmn:Process', {
      id,
      name,
      isExecutable: true,
      extensionElements: flowExtension(this.#make, this.#table),
      laneSets: [this.#make('bpmn:LaneSet', { id: `${id}.lanes`, lanes })],
      flowElements: [...nodes, ...edges].map((element) => this.#at(element.id)),
    });
  }

  #at(id: string): ModdleElement {
    const element = this.#elements.get(id);
    if (element === undefined) throw new Error(`no element ${id}`);
    return element;
  }

  #node(node: FlowNode): ModdleElement {
    const event = EVENT[node.kind];
    return this.#make(`bpmn:${TYPE[node.kind]}`, {
      id: node.id,
      name: node.name,
      ...nodeProperties(node),
      ...callProperties(node),
      cancelActivity: node.interrupting,
      eventDefinitions: event && [this.#make(`bpmn:${event}`, {})],
      extensionElements: stepExtension(this.#make, node),
    });
  }

  #edge(edge: FlowEdge): ModdleElement {
    const condition = edge.feel && this.#make('bpmn:FormalExpression', { language: 'feel', body: edge.feel });
    return this.#make('bpmn:SequenceFlow', {
      id: edge.id,
      name: edge.label,
      labelEn: edge.labelEn,
      sourceRef: this.#at(edge.from),
      targetRef: this.#at(edge.to),
      when: edge.when,
      loop: edge.loop === true ? 'true' : undefined,
      conditionExpression: condition,
    });
  }

  #drawing(collaboration: ModdleElement, participant: ModdleElement): ModdleElement {
    const { lanes, nodes, edges, direction } = this.#diagram;
    const isHorizontal = direction === 'right';
    const shapes = [
      this.#shape(participant, poolBox(this.#diagram), { isHorizontal }),
      ...lanes.map(({ post, box }) => this.#shape(this.#at(`lane ${post}`), box, { isHorizontal })),
      ...Object.entries(nodes).map(([id, box]) => this.#shape(this.#at(id), box, {})),
      ...Object.entries(edges).map(([id, edge]) => this.#line(this.#at(id), edge)),
    ];
    const plane = this.#make('bpmndi:BPMNPlane', {
      id: `${this.#table.id}.plane`,
      bpmnElement: collaboration,
      planeElement: shapes,
    });
    return this.#make('bpmndi:BPMNDiagram', { id: `${this.#table.id}.drawing`, plane });
  }

  #bounds([x, y, width, height]: Box): ModdleElement {
    return this.#make('dc:Bounds', { x, y, width, height });
  }

  #shape(element: ModdleElement, box: Box, extra: Readonly<Record<string, unknown>>): ModdleElement {
    const id = `${String(element.get('id'))}.di`;
    const marker = element.$type === 'bpmn:ExclusiveGateway' ? { isMarkerVisible: true } : {};
    const beside = labelBeside(element, box, this.#diagram);
    const label = beside === undefined ? {} : { label: this.#label(beside) };
    return this.#make('bpmndi:BPMNShape', {
      id,
      bpmnElement: element,
      bounds: this.#bounds(box),
      ...extra,
      ...marker,
      ...label,
    });
  }

  #line(
    element: ModdleElement,
    { points, label }: { points: Point[]; label?: Box | undefined },
  ): ModdleElement {
    return this.#make('bpmndi:BPMNEdge', {
      id: `${String(element.get('id'))}.di`,
      bpmnElement: element,
      waypoint: points.map(([x, y]) => this.#make('dc:Point', { x, y })),
      label: label && this.#label(label),
    });
  }

  #label(box: Box): ModdleElement {
    return this.#make('bpmndi:BPMNLabel', { bounds: this.#bounds(box) });
  }
}

/** Where the name of a shape stands that has no room for it inside, unless below it will do. */
function labelBeside(element: ModdleElement, box: Box, diagram: Diagram): Box | undefined {
  if (element.$type === 'bpmn:BoundaryEvent') return timerLabel(box);
  if (element.$type !== 'bpmn:ExclusiveGateway') return undefined;
  const name: unknown = element.get('name');
  return placeQuestion(typeof name === 'string' ? name : '', box, diagram).box;
}

/** Where the name of a timer on a step stands: beside and above it, since below it lies the step. */
function timerLabel([x, y, w]: Box): Box {
  return [x + w + 2, y - 28, 90, 28];
}

/** Room for the title of the pool, before the titles of its lanes. */
const POOL_TITLE = { down: 34, right: 30 } as const;
const MARGIN = 12;

/** The pool holds exactly its lanes and its title. */
function poolBox({ lanes, width, height, direction }: Diagram): Box {
  if (lanes.length === 0) return [MARGIN, MARGIN, width - MARGIN * 2, height - MARGIN * 2];
  const left = Math.min(...lanes.map(({ box: [x] }) => x));
  const top = Math.min(...lanes.map(({ box: [, y] }) => y));
  const right = Math.max(...lanes.map(({ box: [x, , w] }) => x + w));
  const bottom = Math.max(...lanes.map(({ box: [, y, , h] }) => y + h));
  const title = POOL_TITLE[direction];
  return direction === 'down'
    ? [left, top - title, right - left, bottom - top + title]
    : [left - title, top, right - left + title, bottom - top];
}
