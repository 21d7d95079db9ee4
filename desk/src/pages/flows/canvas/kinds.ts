import type { NodeKind } from '#modules/flows/contract';

/** A shape of the palette: what of BPMN it is, and the icon of bpmn-js that shows it. */
export interface DrawnKind {
  readonly kind: NodeKind;
  readonly type: string;
  readonly event?: string;
  readonly icon: string;
}

/** Only what the executable profile knows can be drawn. */
export const DRAWN: readonly DrawnKind[] = [
  { kind: 'start', type: 'bpmn:StartEvent', icon: 'bpmn-icon-start-event-none' },
  { kind: 'task', type: 'bpmn:UserTask', icon: 'bpmn-icon-user-task' },
  { kind: 'service', type: 'bpmn:ServiceTask', icon: 'bpmn-icon-service-task' },
  { kind: 'send', type: 'bpmn:SendTask', icon: 'bpmn-icon-send-task' },
  { kind: 'call', type: 'bpmn:CallActivity', icon: 'bpmn-icon-call-activity' },
  { kind: 'xor', type: 'bpmn:ExclusiveGateway', icon: 'bpmn-icon-gateway-xor' },
  { kind: 'and', type: 'bpmn:ParallelGateway', icon: 'bpmn-icon-gateway-parallel' },
  {
    kind: 'timer',
    type: 'bpmn:IntermediateCatchEvent',
    event: 'bpmn:TimerEventDefinition',
    icon: 'bpmn-icon-intermediate-event-catch-timer',
  },
  {
    kind: 'message',
    type: 'bpmn:IntermediateCatchEvent',
    event: 'bpmn:MessageEventDefinition',
    icon: 'bpmn-icon-intermediate-event-catch-message',
  },
  {
    kind: 'boundary',
    type: 'bpmn:BoundaryEvent',
    event: 'bpmn:TimerEventDefinition',
    icon: 'bpmn-icon-intermediate-event-catch-timer',
  },
  { kind: 'end', type: 'bpmn:EndEvent', icon: 'bpmn-icon-end-event-none' },
];

/** What is put behind a shape with one click. */
export const APPENDED: readonly NodeKind[] = ['task', 'xor', 'and', 'end'];

/** What `createShape` asks for. */
export function shapeOf({ type, event }: DrawnKind): Readonly<Record<string, unknown>> {
  return { type, ...(event !== undefined && { eventDefinitionType: event }) };
}
