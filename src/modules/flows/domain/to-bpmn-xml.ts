import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import type { Box, Diagram, Point } from './diagram.ts';
import type { FlowEdge, FlowNode, FlowTable } from './flow-table.ts';
import { GOV_NAMESPACE, govDescriptor } from './gov-descriptor.ts';
import { STEP_TEXTS } from './gov-vocabulary.ts';
import { toLimitText } from './limit.ts';

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

  #make(type: string, attributes: Readonly<Record<string, unknown>>): ModdleElement {
    const present = Object.entries(attributes).filter(([, value]) => value !== undefined);
    return this.#moddle.create(type, Object.fromEntries(present));
  }

  #process(): ModdleElement {
    const { id, name, kind, clock, fields, posts, nodes, edges } = this.#table;
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
    const flow = this.#make('gov:Flow', {
      kind,
      mainFrom: clock.from,
      mainTo: clock.to,
      fields: fields.map(({ values, ...field }) =>
        this.#make('gov:Field', { ...field, values: values?.join(' ') }),
      ),
    });
    return this.#make('bpmn:Process', {
      id,
      name,
      isExecutable: true,
      extensionElements: this.#make('bpmn:ExtensionElements', { values: [flow] }),
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
    const flag = (value: boolean | undefined) => (value === undefined ? undefined : String(value));
    return this.#make(`bpmn:${TYPE[node.kind]}`, {
      id: node.id,
      name: node.name,
      nameEn: node.nameEn,
      post: node.post,
      role: node.role,
      clock: node.clock,
      limit: node.limit && toLimitText(node.limit),
      timer: node.timer && toLimitText(node.timer),
      statutoryLimit: node.statutoryLimit && toLimitText(node.statutoryLimit),
      statutoryArticle: node.statutoryLimit?.article,
      minLimit: node.minLimit && toLimitText(node.minLimit),
      minLimitOf: node.minLimit?.of,
      article: node.article,
      risk: node.risk === 0 ? undefined : String(node.risk),
      keyPoint: flag(node.keyPoint),
      twoOfficers: flag(node.twoOfficers),
      public: node.public ? undefined : 'false',
      publicLabel: node.publicLabel,
      main: flag(node.main),
      cancelActivity: node.interrupting,
      calledElement: node.calls?.flow,
      calledVersion: node.calls && String(node.calls.version),
      completes: node.calls?.completes,
      eventDefinitions: event && [this.#make(`bpmn:${event}`, {})],
      extensionElements: this.#step(node),
    });
  }

  #step(node: FlowNode): ModdleElement | undefined {
    const texts = Object.fromEntries(STEP_TEXTS.map((key) => [key, node[key]]));
    const lists = [node.outcomes, node.bases, node.documents];
    if (lists.every((list) => list === undefined) && Object.values(texts).every((text) => text === undefined))
      return undefined;
    const step = this.#make('gov:Step', {
      ...texts,
      outcomes: node.outcomes?.map((outcome) => this.#make('gov:Outcome', outcome)),
      bases: node.bases?.map((basis) =>
        this.#make('gov:Basis', { ...basis, verified: String(basis.verified) }),
      ),
      documents: node.documents?.map((name) => this.#make('gov:Document', { name })),
    });
    return this.#make('bpmn:ExtensionElements', { values: [step] });
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
    const { width, height, lanes, nodes, edges, direction } = this.#diagram;
    const isHorizontal = direction === 'right';
    const left = Math.min(0, ...lanes.map(({ box }) => box[0]));
    const shapes = [
      this.#shape(
        participant,
        [left + POOL_MARGIN, POOL_MARGIN, width - POOL_MARGIN * 2, height - POOL_MARGIN * 2],
        { isHorizontal },
      ),
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
    return this.#make('bpmndi:BPMNShape', {
      id,
      bpmnElement: element,
      bounds: this.#bounds(box),
      ...extra,
      ...marker,
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
      label: label && this.#make('bpmndi:BPMNLabel', { bounds: this.#bounds(label) }),
    });
  }
}

const POOL_MARGIN = 12;
