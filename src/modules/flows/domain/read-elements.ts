import type { ModdleElement } from 'bpmn-moddle';
import type { NodeKind } from './flow-table.ts';
import { STEP_TEXTS } from './gov-vocabulary.ts';
import { parseLimit, type Limit } from './limit.ts';
import { isModdle, type ModdleReader } from './moddle-reader.ts';

/** A node as read: shapes are checked by the schema of the flow table when it is compiled. */
export type RawNode = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly name: string | undefined;
  readonly kind: NodeKind;
  /** The id of the flow named as default, for a gateway. */
  readonly defaultEdge: string | undefined;
  /** Ids in bpmn:incoming and bpmn:outgoing, when the file lists them. */
  readonly listed: readonly string[];
};

export interface RawEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label: string | undefined;
  readonly labelEn: string | undefined;
  readonly when: string | undefined;
  readonly feel: string | undefined;
  readonly loop: boolean;
}

const NODE_ATTRIBUTES = [
  'id',
  'name',
  'incoming',
  'outgoing',
  'extensionElements',
  'post',
  'role',
  'clock',
  'limit',
  'timer',
  'statutoryLimit',
  'statutoryArticle',
  'minLimit',
  'minLimitOf',
  'article',
  'risk',
  'keyPoint',
  'twoOfficers',
  'public',
  'publicLabel',
  'main',
  'nameEn',
] as const;

/** The executable profile: which BPMN elements a flow may contain, and what each may carry beside our attributes. */
const PROFILE: Readonly<Record<string, { readonly kind: NodeKind; readonly own: readonly string[] }>> = {
  'bpmn:StartEvent': { kind: 'start', own: [] },
  'bpmn:EndEvent': { kind: 'end', own: ['eventDefinitions'] },
  'bpmn:UserTask': { kind: 'task', own: [] },
  'bpmn:ServiceTask': { kind: 'service', own: [] },
  'bpmn:SendTask': { kind: 'send', own: [] },
  'bpmn:ExclusiveGateway': { kind: 'xor', own: ['default', 'gatewayDirection'] },
  'bpmn:ParallelGateway': { kind: 'and', own: ['gatewayDirection'] },
  'bpmn:BoundaryEvent': { kind: 'boundary', own: ['attachedToRef', 'cancelActivity', 'eventDefinitions'] },
  'bpmn:IntermediateCatchEvent': { kind: 'timer', own: ['eventDefinitions'] },
  'bpmn:CallActivity': { kind: 'call', own: ['calledElement', 'calledVersion', 'completes'] },
};

export function readNode(reader: ModdleReader, element: ModdleElement): RawNode | null {
  const profile = PROFILE[element.$type];
  if (profile === undefined) {
    reader.refuse('flows/element-not-allowed', element, { what: element.$type });
    return null;
  }
  reader.allow(element, [...NODE_ATTRIBUTES, ...profile.own]);
  const text = (key: string) => reader.string(element, key);
  const host = profile.kind === 'boundary' ? reader.child(element, 'attachedToRef') : undefined;
  return {
    id: reader.id(element),
    name: reader.name(element),
    kind: readKind(reader, element, profile.kind),
    defaultEdge: idOf(reader, element.get('default')),
    listed: ['incoming', 'outgoing'].flatMap((key) =>
      reader.children(element, key).map((flow) => reader.id(flow)),
    ),
    nameEn: text('nameEn'),
    post: text('post'),
    role: text('role'),
    clock: text('clock'),
    limit: readLimit(reader, element, 'limit'),
    timer: readLimit(reader, element, 'timer'),
    statutoryLimit: withWords(
      readLimit(reader, element, 'statutoryLimit'),
      'article',
      text('statutoryArticle'),
    ),
    minLimit: withWords(readLimit(reader, element, 'minLimit'), 'of', text('minLimitOf')),
    article: text('article'),
    risk: readRisk(reader, element),
    keyPoint: readFlag(reader, element, 'keyPoint', false) ? true : undefined,
    twoOfficers: readFlag(reader, element, 'twoOfficers', false) ? true : undefined,
    public: readFlag(reader, element, 'public', true),
    publicLabel: text('publicLabel'),
    main: readFlag(reader, element, 'main', false) ? true : undefined,
    host: host === undefined ? undefined : reader.id(host),
    interrupting: profile.kind === 'boundary' ? element.get('cancelActivity') !== false : undefined,
    calls: profile.kind === 'call' ? readCall(reader, element) : undefined,
    ...readStep(reader, element),
  };
}

function withWords(limit: Limit | undefined, key: string, words: string | undefined) {
  return limit === undefined ? undefined : { ...limit, [key]: words };
}

function idOf(reader: ModdleReader, value: unknown): string | undefined {
  return isModdle(value) ? reader.id(value) : undefined;
}

function readKind(reader: ModdleReader, element: ModdleElement, kind: NodeKind): NodeKind {
  const events = reader.children(element, 'eventDefinitions');
  const [event] = events;
  if (kind === 'end') {
    if (event === undefined) return 'end';
    if (events.length === 1 && event.$type === 'bpmn:TerminateEventDefinition') {
      reader.allow(event, ['id']);
      return 'terminate';
    }
  } else if (kind === 'timer' || kind === 'boundary') {
    if (events.length === 1 && event?.$type === 'bpmn:TimerEventDefinition') {
      if (event.get('timeDuration') ?? event.get('timeDate') ?? event.get('timeCycle')) {
        reader.refuse('flows/timer-in-calendar-time', element);
      }
      reader.allow(event, ['id', 'timeDuration', 'timeDate', 'timeCycle']);
      return kind;
    }
    if (events.length === 1 && event?.$type === 'bpmn:MessageEventDefinition' && kind === 'timer') {
      reader.allow(event, ['id', 'messageRef']);
      return 'message';
    }
  } else return kind;
  reader.refuse('flows/element-not-allowed', element, { what: event?.$type ?? 'eventDefinition' });
  return kind;
}

function readLimit(reader: ModdleReader, element: ModdleElement, key: string): Limit | undefined {
  const written = reader.string(element, key);
  if (written === undefined) return undefined;
  const limit = parseLimit(written);
  if (limit !== null) return limit;
  reader.refuse('flows/bad-value', element, { what: `gov:${key}`, value: written });
  return undefined;
}

function readFlag(reader: ModdleReader, element: ModdleElement, key: string, absent: boolean): boolean {
  const written = reader.string(element, key);
  if (written === undefined) return absent;
  if (written !== 'true' && written !== 'false') {
    reader.refuse('flows/bad-value', element, { what: `gov:${key}`, value: written });
  }
  return written === 'true';
}

function readRisk(reader: ModdleReader, element: ModdleElement): number {
  const written = reader.string(element, 'risk') ?? '0';
  if (/^[0-3]$/u.test(written)) return Number(written);
  reader.refuse('flows/bad-value', element, { what: 'gov:risk', value: written });
  return 0;
}

function readCall(reader: ModdleReader, element: ModdleElement) {
  const version = reader.string(element, 'calledVersion') ?? '';
  if (!/^[1-9]\d{0,5}$/u.test(version)) {
    reader.refuse('flows/bad-value', element, { what: 'gov:calledVersion', value: version });
  }
  return {
    flow: reader.string(element, 'calledElement'),
    version: Number(version),
    completes: reader.string(element, 'completes') ?? 'on-end',
  };
}

/** The single extension element of `type`, or undefined; anything else in the extension is refused. */
function readExtension(
  reader: ModdleReader,
  element: ModdleElement,
  type: string,
): ModdleElement | undefined {
  const extension = reader.child(element, 'extensionElements');
  if (extension === undefined) return undefined;
  reader.allow(extension, ['values']);
  const values = reader.children(extension, 'values');
  const [value] = values;
  if (values.length === 1 && value?.$type === type) return value;
  for (const other of values) reader.refuse('flows/element-not-allowed', element, { what: other.$type });
  return undefined;
}

function readStep(reader: ModdleReader, element: ModdleElement): Readonly<Record<string, unknown>> {
  const step = readExtension(reader, element, 'gov:Step');
  if (step === undefined) return {};
  reader.allow(step, [...STEP_TEXTS, 'outcomes', 'bases', 'documents']);
  const list = (key: string, allowed: readonly string[]) => {
    const items = reader.children(step, key).map((item) => {
      reader.allow(item, allowed);
      return Object.fromEntries(allowed.map((name) => [name, reader.string(item, name)]));
    });
    return items.length === 0 ? undefined : items;
  };
  return {
    ...Object.fromEntries(STEP_TEXTS.map((key) => [key, reader.string(step, key)])),
    outcomes: list('outcomes', ['code', 'label']),
    bases: list('bases', ['law', 'article', 'verified'])?.map((basis) => ({
      ...basis,
      verified: basis['verified'] === 'true',
    })),
    documents: list('documents', ['name'])?.map((document) => document['name']),
  };
}

export function readFlowAttributes(reader: ModdleReader, process: ModdleElement) {
  const flow = readExtension(reader, process, 'gov:Flow');
  if (flow === undefined) {
    reader.refuse('flows/missing', process, { what: 'gov:flow' });
    return { kind: undefined, mainFrom: undefined, mainTo: undefined, fields: [] };
  }
  reader.allow(flow, ['kind', 'mainFrom', 'mainTo', 'fields']);
  const fields = reader.children(flow, 'fields').map((field) => {
    reader.allow(field, ['name', 'type', 'values']);
    const values = reader.string(field, 'values')?.split(/\s+/u);
    return {
      name: reader.string(field, 'name'),
      type: reader.string(field, 'type'),
      ...(values && { values }),
    };
  });
  const text = (key: string) => reader.string(flow, key);
  return { kind: text('kind'), mainFrom: text('mainFrom'), mainTo: text('mainTo'), fields };
}

export function readEdge(reader: ModdleReader, element: ModdleElement): RawEdge {
  reader.allow(element, ['id', 'name', 'conditionExpression', 'when', 'loop', 'labelEn']);
  const condition = reader.child(element, 'conditionExpression');
  if (condition !== undefined) {
    reader.allow(condition, ['id', 'language', 'body', 'evaluatesToTypeRef']);
    const language = reader.string(condition, 'language');
    if (language !== undefined && !/^feel$|\/FEEL\/?$/u.test(language)) {
      reader.refuse('flows/element-not-allowed', element, { what: `language ${language}` });
    }
  }
  return {
    id: reader.id(element),
    from: idOf(reader, element.get('sourceRef')) ?? '',
    to: idOf(reader, element.get('targetRef')) ?? '',
    label: reader.name(element),
    labelEn: reader.string(element, 'labelEn'),
    when: reader.string(element, 'when'),
    feel: condition === undefined ? undefined : reader.string(condition, 'body'),
    loop: readFlag(reader, element, 'loop', false),
  };
}
