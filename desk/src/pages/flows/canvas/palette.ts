import { messages, type Message } from '#platform/i18n';
import { NODE_KIND_WORDS } from '#modules/flows/contract';
import { APPENDED, DRAWN, shapeOf, type DrawnKind } from './kinds.ts';
import type { AutoPlace, Create, ElementFactory, Modeling, Shape, Tools } from './services.ts';

const m = messages({
  hand: { zh: '移动画布', en: 'Move the canvas' },
  lasso: { zh: '框选', en: 'Select an area' },
  space: { zh: '拉开或收拢空间', en: 'Make or take space' },
  connect: { zh: '连线', en: 'Connect' },
  append: { zh: '后接：{kind}', en: 'Append: {kind}' },
  remove: { zh: '删除', en: 'Remove' },
});

type Say = (message: Message, params?: Record<string, string | number>) => string;
type Entry = {
  readonly group: string;
  readonly className?: string;
  readonly title?: string;
  readonly separator?: true;
  readonly action?: Readonly<Record<string, (event: Event, element: Shape) => void>>;
};
type Entries = Record<string, Entry>;
type Provider = { getPaletteEntries?(): Entries; getContextPadEntries?(element: Shape): Entries };
type Registers = { registerProvider(provider: Provider): void };

/** The palette and the pad beside a shape, holding only what a published flow may hold; takes the place of bpmn-js' own. */
export function drawingTools(say: Say): Readonly<Record<string, unknown>> {
  const titleOf = ({ kind }: DrawnKind): string => say(NODE_KIND_WORDS[kind]);

  class Palette {
    static readonly $inject = [
      'palette',
      'create',
      'elementFactory',
      'handTool',
      'lassoTool',
      'spaceTool',
      'globalConnect',
    ];
    constructor(
      palette: Registers,
      create: Create,
      shapes: ElementFactory,
      hand: Tools['hand'],
      lasso: Tools['lasso'],
      space: Tools['space'],
      connect: Tools['connect'],
    ) {
      const tool = (className: string, title: Message, click: (event: Event) => void): Entry => ({
        group: 'tools',
        className,
        title: say(title),
        action: { click },
      });
      palette.registerProvider({
        getPaletteEntries: () => ({
          hand: tool('bpmn-icon-hand-tool', m.hand, (event) => hand.activateHand(event)),
          lasso: tool('bpmn-icon-lasso-tool', m.lasso, (event) => lasso.activateSelection(event)),
          space: tool('bpmn-icon-space-tool', m.space, (event) => space.activateSelection(event)),
          connect: tool('bpmn-icon-connection-multi', m.connect, (event) => connect.start(event)),
          rule: { group: 'tools', separator: true },
          ...Object.fromEntries(
            DRAWN.map((drawn): [string, Entry] => {
              const begin = (event: Event): void => create.start(event, shapes.createShape(shapeOf(drawn)));
              return [
                drawn.kind,
                {
                  group: 'shapes',
                  className: drawn.icon,
                  title: titleOf(drawn),
                  action: { dragstart: begin, click: begin },
                },
              ];
            }),
          ),
        }),
      });
    }
  }

  class Pad {
    static readonly $inject = ['contextPad', 'connect', 'elementFactory', 'autoPlace', 'modeling'];
    constructor(
      pad: Registers,
      connect: Tools['connect'],
      shapes: ElementFactory,
      place: AutoPlace,
      modeling: Modeling,
    ) {
      pad.registerProvider({
        getContextPadEntries: (element) => ({
          ...(hasWaysOut(element) && {
            ...Object.fromEntries(
              DRAWN.filter(({ kind }) => APPENDED.includes(kind)).map((drawn): [string, Entry] => [
                `append-${drawn.kind}`,
                {
                  group: 'model',
                  className: drawn.icon,
                  title: say(m.append, { kind: titleOf(drawn) }),
                  action: { click: (_, source) => place.append(source, shapes.createShape(shapeOf(drawn))) },
                },
              ]),
            ),
            connect: {
              group: 'connect',
              className: 'bpmn-icon-connection-multi',
              title: say(m.connect),
              action: { click: (event, source) => connect.start(event, source) },
            },
          }),
          ...(element.type !== 'bpmn:Participant' && {
            remove: {
              group: 'edit',
              className: 'bpmn-icon-trash',
              title: say(m.remove),
              action: { click: (_, target) => modeling.removeElements([target]) },
            },
          }),
        }),
      });
    }
  }

  return {
    __init__: ['paletteProvider', 'contextPadProvider'],
    paletteProvider: ['type', Palette],
    contextPadProvider: ['type', Pad],
  };
}

function hasWaysOut({ type }: Shape): boolean {
  return DRAWN.some((drawn) => drawn.type === type && drawn.kind !== 'end');
}
