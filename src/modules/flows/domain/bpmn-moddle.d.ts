/** bpmn-moddle 10 ships types for BPMN elements only, not for its reader and writer. */
declare module 'bpmn-moddle' {
  export interface ModdleElement {
    readonly $type: string;
    readonly $attrs: Readonly<Record<string, unknown>>;
    get(name: string): unknown;
    set(name: string, value: unknown): void;
  }
  export interface ModdleWarning {
    readonly message: string;
    readonly element?: ModdleElement;
  }
  export class BpmnModdle {
    constructor(packages: Readonly<Record<string, unknown>>);
    create(type: string, attributes?: Readonly<Record<string, unknown>>): ModdleElement;
    fromXML(xml: string): Promise<{ rootElement: ModdleElement; warnings: readonly ModdleWarning[] }>;
    toXML(element: ModdleElement, options?: { format?: boolean }): Promise<{ xml: string }>;
  }
}
