import type { Message } from '#platform/i18n';
import { m } from './words.ts';

const LIMIT = 20 * 1_048_576;

/** JSON is read here; a spreadsheet goes to the server as it is, which names the items of its rows itself. */
export type ReadFile = { readonly name: string } & (
  | { readonly kind: 'json'; readonly json: unknown; readonly names: readonly string[] }
  | { readonly kind: 'sheet'; readonly file: File }
);

/** The file is not one that can be tried; a sentence for people with its parameters. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly text: Message;
  readonly params: Readonly<Record<string, string>>;
  constructor(text: Message, params: Readonly<Record<string, string>> = {}) {
    super(text.en);
    this.text = text;
    this.params = params;
  }
}

/** Reads a `.json` file as UTF-8; a bare list is taken as `{"items": […]}`. All else is a spreadsheet or refused by the server. */
export async function readImportFile(file: File): Promise<ReadFile> {
  if (file.size > LIMIT) throw new Unreadable(m.tooLarge);
  if (!/\.json$/i.test(file.name)) return { name: file.name, kind: 'sheet', file };
  const json = parse(decode(await file.arrayBuffer()));
  const wrapped = Array.isArray(json) ? { items: json } : json;
  return { name: file.name, kind: 'json', json: wrapped, names: namesOf(wrapped) };
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable(m.notUtf8);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const place = /line (\d+) column (\d+)/.exec(error instanceof Error ? error.message : '');
    throw place
      ? new Unreadable(m.notJsonAt, { line: place[1] ?? '', column: place[2] ?? '' })
      : new Unreadable(m.notJson);
  }
}

/** The name of each row, so that the report can say which item a row number means. */
function namesOf(json: unknown): readonly string[] {
  const items: unknown = at(json, 'items');
  if (!Array.isArray(items)) return [];
  return items.map((item: unknown) => {
    const name = at(item, 'name') ?? at(at(item, 'content'), 'name');
    return typeof name === 'string' ? name : '';
  });
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
