import { z } from 'zod';
import { FiledFlow, FiledItem, FiledWithheld, type Part } from './package.ts';

/** An entry as it is read: its values by name, the flow chart it is or names. */
export type FiledValues = {
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly withheld: NonNullable<FiledItem['withheld']>;
  /** Code of the chart of a power. */
  readonly flow: string | null;
};

/** They say which version it is, not what it says. */
const HEADLINE = new Set(['version', 'record', 'sha256']);

/** The values of a filed entry under the names of the sender's data model. */
export function valuesOf(part: Part, entry: unknown): FiledValues {
  if (part === 'catalogue') {
    const { content, withheld = [], flow, ...headline } = FiledItem.parse(entry);
    return { name: headline.name, values: { ...headline, ...content }, withheld, flow };
  }
  if (part === 'flows') {
    const values = FiledFlow.omit({ bpmn: true }).strip().parse(entry);
    return { name: values.name, values, withheld: [], flow: values.code };
  }
  const values = FiledWithheld.parse(entry);
  return { name: values.name, values, withheld: [], flow: null };
}

/** The bytes of a filed chart. */
export const FiledChart = z.object({ name: z.string(), sha256: z.string(), bpmn: z.string() });

/** Names whose values differ, `canonical` telling what a value is. */
export function namesChanged(
  before: FiledValues,
  after: FiledValues,
  canonical: (value: unknown) => string,
): readonly string[] {
  const names = new Set([...Object.keys(before.values), ...Object.keys(after.values)]);
  const isOther = (name: string): boolean =>
    canonical([before.values[name] ?? null]) !== canonical([after.values[name] ?? null]);
  return [
    ...[...names].filter((name) => !HEADLINE.has(name) && isOther(name)),
    ...(canonical([before.withheld]) === canonical([after.withheld]) ? [] : ['withheld']),
  ];
}
