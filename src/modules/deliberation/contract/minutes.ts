import { z } from 'zod';
import { LegalDay, Uuid } from '#kernel';
import { Minutes } from '../domain/minutes.ts';
import { PersonView } from './person.ts';

const words = z.string().trim().max(8_000);
const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime({ offset: true });

export const WordMinutesRequest = z.strictObject({
  items: z.array(z.strictObject({ itemId: Uuid, text: words })).max(200),
  closing: words,
});
export const AddendumRequest = z.strictObject({ text: words });
export const NameSignerRequest = z.strictObject({ personId: Uuid });
export const SignMinutesRequest = z.strictObject({ digest: Digest });

export const SignatureView = z.object({ name: z.string(), post: z.string(), at: instant, digest: Digest });
export type SignatureView = z.infer<typeof SignatureView>;
export const MinutesView = z.object({
  /** As signed, or as they would be signed now; without the discussion of items of which the reader hears nothing. */
  minutes: Minutes,
  digest: Digest,
  rowVersion: z.int(),
  /** 〔2026〕3号; null until signed. */
  number: z.string().nullable(),
  signature: SignatureView.nullable(),
  /** The text is null for a reader who hears not every item of the meeting. */
  addenda: z.array(SignatureView.extend({ seq: z.int(), text: z.string().nullable() })),
  /** An addendum that waits for its signature; null for readers who neither draft nor sign it. */
  waiting: z.object({ text: z.string(), digest: Digest }).nullable(),
  /** Who signs; null while nobody is named in the place of a chair who withdrew. */
  signer: z.string().nullable(),
  /** Whom this reader may name to sign; empty where the chair signs. */
  standIns: z.array(PersonView),
  /** Last day on which signing is in time. */
  dueOn: LegalDay,
  mayWrite: z.boolean(),
  maySign: z.boolean(),
});
export type MinutesView = z.infer<typeof MinutesView>;

export const MinutesSaved = z.object({ rowVersion: z.int() });
export const MinutesSigned = z.object({ number: z.string() });
export const AddendumSigned = z.object({ seq: z.int() });

export const MinutesTask = z.object({
  meetingId: z.uuid(),
  bodyName: z.string(),
  heldOn: LegalDay,
  dueOn: LegalDay,
  late: z.boolean(),
  todo: z.enum(['word', 'name-signer', 'sign', 'sign-addendum']),
});
export type MinutesTask = z.infer<typeof MinutesTask>;
export const MinutesTasks = z.object({ items: z.array(MinutesTask) });
