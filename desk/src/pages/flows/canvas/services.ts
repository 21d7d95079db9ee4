import type { ModdleElement } from 'bpmn-moddle';

/** What of bpmn-js we use, by the names under which it gives its services. */
export interface Shape {
  readonly id: string;
  readonly type: string;
  readonly businessObject: ModdleElement;
  readonly parent?: Shape;
}

export interface Modeling {
  updateProperties(element: Shape, properties: Readonly<Record<string, unknown>>): void;
  removeElements(elements: readonly Shape[]): void;
}

export interface Registry {
  get(id: string): Shape | undefined;
  filter(test: (shape: Shape) => boolean): Shape[];
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Canvas {
  viewbox(): { readonly inner: Area; readonly outer: { readonly width: number; readonly height: number } };
  viewbox(area: Area): void;
  zoom(level: 'fit-viewport' | number, center?: 'auto'): void;
  scrollToElement(element: Shape): void;
  addMarker(element: string, marker: string): void;
  removeMarker(element: string, marker: string): void;
}

export interface Selection {
  select(element: Shape): void;
}

export interface Factory {
  create(type: string, attributes?: Readonly<Record<string, unknown>>): ModdleElement;
}

export interface ElementFactory {
  createShape(attributes: Readonly<Record<string, unknown>>): Shape;
}

export interface Create {
  start(event: Event, shape: Shape, context?: unknown): void;
}

export interface AutoPlace {
  append(source: Shape, shape: Shape): void;
}

/** Tools that a click puts into the hand. */
export interface Tools {
  readonly hand: { activateHand(event: Event): void };
  readonly lasso: { activateSelection(event: Event): void };
  readonly space: { activateSelection(event: Event): void };
  readonly connect: { start(event: Event, source?: Shape): void };
}
