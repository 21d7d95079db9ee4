import {
  openNote,
  parseCheckpoint,
  parseNote,
  toHex,
  type Crypto,
  type VerifierKey,
} from '@chengming/ledger-verify';
import { err, ok, type LegalDay, type Result } from '#kernel';
import type { IntakeRefusal } from './errors.ts';
import { applied, stateOf, type Listings } from './listing.ts';
import {
  FilingPackage,
  FORMAT,
  FORMAT_FAMILY,
  MAX_PACKAGE_BYTES,
  PARTS,
  type FilingBody,
} from './package.ts';
import { takesPeriod } from './period.ts';
import { canonicalOf, digestOfText, issuerOf, openSeal } from './seal.ts';

/** Deeper than this nothing is nested that anybody writes. */
const MAX_DEPTH = 40;

export type ReadPackage = {
  readonly body: FilingBody;
  /** The canonical bytes that the seal covers. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly digest: string;
  readonly seal: string;
};

/**
 * Takes a package apart without believing anything in it: size, format, shape, that each chart is the one it names, and that
 * nothing is carried which it says is withheld.
 */
export function readPackage(c: Crypto, bytes: Uint8Array): Result<ReadPackage, IntakeRefusal> {
  if (bytes.byteLength > MAX_PACKAGE_BYTES) return err({ code: 'filing/too-large' });
  const raw = parseJson(bytes);
  if (typeof raw !== 'object' || raw === null || !('format' in raw) || !('body' in raw))
    return err({ code: 'filing/malformed' });
  const { format } = raw;
  if (typeof format === 'string' && format !== FORMAT && FORMAT_FAMILY.test(format))
    return err({ code: 'filing/other-version' });
  if (!isShallow(raw, MAX_DEPTH)) return err({ code: 'filing/malformed' });
  const parsed = FilingPackage.safeParse(raw);
  const canonical = parsed.success ? canonicalOf(raw.body) : undefined;
  if (!parsed.success || canonical === undefined) return err({ code: 'filing/malformed' });
  const { body, seal } = parsed.data;
  const charts = body.flows.entries.every((flow) => digestOfText(c, flow.bpmn) === flow.sha256);
  const leaks = body.catalogue.entries.some(({ content, withheld = [] }) =>
    withheld.some(({ element }) => Object.hasOwn(content, element)),
  );
  if (!charts || leaks || PARTS.some((part) => hasTwice(body[part]?.entries ?? [])))
    return err({ code: 'filing/malformed' });
  return ok({ body, seal, bytes: canonical, digest: toHex(c.sha256(canonical)) });
}

export type KnownSender = {
  readonly level: string;
  readonly filingKey: VerifierKey;
  readonly logKey: VerifierKey;
  readonly last: {
    readonly number: number;
    readonly id: string | null;
    readonly digest: string | null;
    readonly period: string | null;
  };
};

/**
 * Whether a package is taken from a sender that is known by its code. The seal comes first, so that nothing is said to
 * whoever does not hold the key; a package that was taken before is refused with the receipt it got.
 */
export function decideIntake(
  c: Crypto,
  given: {
    readonly read: ReadPackage;
    readonly sender: KnownSender | undefined;
    readonly recipient: string;
    readonly today: LegalDay;
    /** What the sender has on file. */
    readonly held: Listings;
    /** The receipt of the package of this id, if it was taken. */
    readonly receipt: string | undefined;
  },
): Result<Listings, IntakeRefusal> {
  const { read, sender, receipt, held } = given;
  const { body, digest, seal } = read;
  if (sender === undefined || issuerOf(seal) !== sender.filingKey.name)
    return err({ code: 'filing/unknown-sender' });
  if (!openSeal(c, sender.filingKey, seal, { format: FORMAT, about: body.id, digest }))
    return err({ code: 'filing/tampered' });
  if (body.checkpoint !== null && !isSignedCheckpoint(c, sender.logKey, body.checkpoint))
    return err({ code: 'filing/tampered' });
  if (body.to !== given.recipient) return err({ code: 'filing/other-recipient' });
  if (body.sender.level !== sender.level) return err({ code: 'filing/other-level' });
  if (receipt !== undefined) return err({ code: 'filing/replayed', receipt });
  if (body.number <= sender.last.number) return err({ code: 'filing/replayed' });
  if (!takesPeriod(body.period, given.today, sender.last.period)) return err({ code: 'filing/other-period' });
  const full = body.kind === 'full';
  const follows = body.previous?.id === sender.last.id && body.previous?.digest === sender.last.digest;
  if (!full && !follows) return err({ code: 'filing/other-previous' });
  const empty = { entries: [], removed: [] };
  const after: Listings = {
    catalogue: applied(c, held.catalogue, body.catalogue, full),
    flows: applied(c, held.flows, body.flows, full),
    register: applied(c, held.register, body.register ?? empty, full),
  };
  const agrees = PARTS.every((part) => {
    const stated = body[part]?.state;
    return stated === undefined || stated === stateOf(c, after[part]);
  });
  return agrees ? ok(after) : err({ code: 'filing/state-differs' });
}

function isSignedCheckpoint(c: Crypto, key: VerifierKey, text: string): boolean {
  const note = parseNote(text);
  const opened = note && openNote(c, note, [key]);
  return opened !== undefined && parseCheckpoint(opened.note.text)?.origin === key.name;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function hasTwice(entries: readonly { readonly code: string }[]): boolean {
  return new Set(entries.map(({ code }) => code)).size !== entries.length;
}

function isShallow(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return left > 0 && Object.values(value).every((member: unknown) => isShallow(member, left - 1));
}
