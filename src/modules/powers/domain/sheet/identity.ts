import { codeIn, type PowerContent } from '../content.ts';
import { toCode } from './cell-text.ts';
import type { ColumnId } from './columns.ts';
import type { SheetItem } from './find-table.ts';
import { readType } from './level-and-type.ts';

/** What a row of a list says of which item it means. */
export type Identity = {
  /** The item itself, where the list was written here. */
  readonly id?: string;
  /** Codes it may be known by here, the surest first. */
  readonly codes: readonly string[];
  /** Its type and names; they mean an item only where no code says otherwise. */
  readonly named?: string;
};

/** `<uuid>·<digest>`: the item, and the beginning of the digest of what it said when the list was written. */
const WRITTEN_HERE = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})[·.・]([0-9a-f]{12})$/;
const DIGEST_CHARACTERS = 12;
/** Under this word the names of an item are a key of their own, which no code can be. */
const NAMED = '清单';
const KEY_LIMIT = 200;

/** What the column 系统编号 says of an item; `digest` in hexadecimal. */
export function writeIdentity(id: string, digest: string): string {
  return `${id}·${digest.slice(0, DIGEST_CHARACTERS)}`;
}

/** The item that 系统编号 names and what it was written from; `undefined` where it names none. */
export function readIdentity(text: string): { readonly id: string; readonly digest: string } | undefined {
  const [, id, digest] = WRITTEN_HERE.exec(toCode(text).toLowerCase()) ?? [];
  return id === undefined || digest === undefined ? undefined : { id, digest };
}

export function identityOf({ cells }: SheetItem): Identity {
  const text = (id: ColumnId): string => cells.get(id)?.text ?? '';
  const written = readIdentity(text('id'));
  const codes = [toCode(text('implementationCode')), toCode(text('rawCode')), text('rawCode')];
  const type = readType(text('type'))?.code ?? text('type');
  return {
    ...(written === undefined ? {} : { id: written.id }),
    codes: [...new Set(codes)].filter((code) => code !== '' && code.length <= KEY_LIMIT),
    named: namedKey(type, text('main'), text('sub')),
  };
}

/** The key of an item that has no code: its type and names. */
function namedKey(typeCode: string, main: string, sub: string): string {
  return [NAMED, typeCode, main, sub].join('/').slice(0, KEY_LIMIT);
}

/** Everything an item may be looked up by. */
export function keysOf({ id, codes, named }: Identity): string[] {
  return [id, ...codes, named].filter((key) => key !== undefined);
}

/** What an item that is not here yet is stored under; never the number it has in another place. */
export function storedKey({ codes: [code], named = '' }: Identity): string {
  return code ?? named;
}

/** Which of the items found under these keys is meant: one of the same names is another where both have a code. */
export function matching<T extends { readonly content: PowerContent }>(
  { id, codes, named }: Identity,
  found: ReadonlyMap<string, T>,
): T | undefined {
  const sure = [id, ...codes].map((key) => found.get(key ?? '')).find((item) => item !== undefined);
  if (sure !== undefined) return sure;
  const byName = found.get(named ?? '');
  return byName !== undefined && codes.length > 0 && codeIn(byName.content) !== null ? undefined : byName;
}
