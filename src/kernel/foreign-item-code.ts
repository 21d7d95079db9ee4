/** What an item code of another catalogue says about itself. What it does not say, or not in valid form, is null. */
export type ForeignItemCode = {
  /** The code as imported; it stays the address of the item and is never rewritten. */
  readonly raw: string;
  readonly shape: 'implementation' | 'handling-item' | 'basic' | 'sichuan' | 'hubei' | 'guizhou' | 'unknown';
  /** Type as the catalogue writes it: national digits, Sichuan letter (A…Z), or pinyin initials (XK). */
  readonly type: string | null;
  readonly mainItem: string | null;
  readonly subItem: string | null;
  /** Digits of the division, 6 or 12. */
  readonly area: string | null;
  /** Code of the body as written: credit code, organisation code, or something else; not validated. */
  readonly body: string | null;
  readonly level: string | null;
};

type Parts = Partial<Omit<ForeignItemCode, 'raw' | 'shape'>>;

/**
 * Recognises the shapes seen in real catalogues: national 12, 31 and 33 characters (GB/T 39554), Sichuan
 * `511A0138000000-511602000000-000-<body>-1-00`, Hubei 16 characters, Guizhou `XK0010100Y` (DB52/T 1264-2018).
 * Never refuses: a code of no known shape comes back as `unknown` with its raw text.
 */
export function parseForeignItemCode(text: string): ForeignItemCode {
  const raw = text.trim();
  const of = (shape: ForeignItemCode['shape'], parts: Parts): ForeignItemCode => ({
    raw,
    shape,
    type: null,
    mainItem: null,
    subItem: null,
    area: null,
    body: null,
    level: null,
    ...parts,
  });
  const basic = (code: string): Parts => ({
    type: code.slice(2, 4),
    mainItem: code.slice(6, 9),
    subItem: code.slice(9, 12),
  });

  if (/^\d{12}$/.test(raw)) return of('basic', basic(raw));
  if (/^[0-9A-Z]{18}[1-6]\d{12}(?:\d\d)?$/.test(raw)) {
    const shape = raw.length === 31 ? 'implementation' : 'handling-item';
    return of(shape, { ...basic(raw.slice(19)), body: raw.slice(0, 18), level: raw.charAt(18) });
  }

  const sichuan = /^(.+?)-(\d{12})-(\d{3})-(.+)-\d-\d\d$/.exec(raw);
  if (sichuan) {
    const [, item = '', area = '', , body = ''] = sichuan;
    const coded = /^51[12]([A-Z])(\d+)$/.exec(item) ?? /^\d?([A-Z])-(\d+)-(\d+)$/.exec(item);
    const [, type = null, mainItem = null, subItem = null] = coded ?? [];
    return of('sichuan', { type, mainItem, subItem, area, body });
  }

  const hubei = /^(\d{6})(\d{3})([A-Z]{2}|\d{2})(\d{3})(\d{2})$/.exec(raw);
  if (hubei) {
    const [, area = null, body = null, type = null, mainItem = null, subItem = null] = hubei;
    return of('hubei', { area, body, type, mainItem, subItem });
  }

  const guizhou = /^([A-Z]{2})\s?(\d{5})\s?(\d{2}[0-9A-Z])$/.exec(raw);
  if (guizhou) {
    const [, type = null, mainItem = null, subItem = null] = guizhou;
    return of('guizhou', { type, mainItem, subItem });
  }
  return of('unknown', {});
}
