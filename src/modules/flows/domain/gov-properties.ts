import type { ModdleElement } from 'bpmn-moddle';
import type { FlowNode, FlowTable } from './flow-table.ts';
import { STEP_TEXTS } from './gov-vocabulary.ts';
import { toLimitText } from './limit.ts';

/** Makes a moddle element; absent attributes are left out. */
export type Make = (type: string, attributes: Readonly<Record<string, unknown>>) => ModdleElement;

/** Our attributes of a node as they stand in the file; what is absent is undefined. */
export function nodeProperties(node: FlowNode): Readonly<Record<string, string | undefined>> {
  return {
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
  };
}

/** What a call carries beside. */
export function callProperties({ calls }: FlowNode): Readonly<Record<string, string | undefined>> {
  return {
    calledElement: calls?.flow,
    calledVersion: calls && String(calls.version),
    completes: calls?.completes,
  };
}

function flag(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** The extension of a step: its texts, outcomes, bases and documents; undefined when it has none. */
export function stepExtension(make: Make, node: FlowNode): ModdleElement | undefined {
  const texts = Object.fromEntries(STEP_TEXTS.map((key) => [key, node[key]]));
  const lists = [node.outcomes, node.bases, node.documents];
  if (lists.every((list) => list === undefined) && Object.values(texts).every((text) => text === undefined))
    return undefined;
  const step = make('gov:Step', {
    ...texts,
    outcomes: node.outcomes?.map((outcome) => make('gov:Outcome', outcome)),
    bases: node.bases?.map((basis) => make('gov:Basis', { ...basis, verified: String(basis.verified) })),
    documents: node.documents?.map((name) => make('gov:Document', { name })),
  });
  return make('bpmn:ExtensionElements', { values: [step] });
}

/** The extension of the process: kind, main clock and case fields. */
export function flowExtension(
  make: Make,
  { kind, clock, fields }: Pick<FlowTable, 'kind' | 'clock' | 'fields'>,
): ModdleElement {
  const flow = make('gov:Flow', {
    kind,
    mainFrom: clock.from,
    mainTo: clock.to,
    fields: fields.map(({ values, ...field }) => make('gov:Field', { ...field, values: values?.join(' ') })),
  });
  return make('bpmn:ExtensionElements', { values: [flow] });
}
