import { z } from 'zod';
import { Uuid } from '#kernel';
import { DeviationGround } from '../domain/deviating.ts';

const text = z.string();
const reason = z.string().trim().min(5).max(2000);

export const JumpInput = z.strictObject({
  from: z.string().min(1).max(80),
  to: z.string().min(1).max(80),
  ground: DeviationGround,
  reason,
});

export const MOST_MOVED = 100;
export const MoveInput = z.strictObject({
  flowVersionId: Uuid,
  /** Each case by its id: a decision that moves cases names every one. */
  cases: z.array(Uuid).min(1).max(MOST_MOVED),
  law: z.string().trim().min(2).max(200),
  article: z.string().trim().min(2).max(100),
  reason,
});

export const DecideDeviationInput = z.strictObject({ approve: z.boolean(), reason });

export const JumpTargets = z.object({
  targets: z.array(z.object({ node: text, name: text, done: z.boolean() })),
});

export const ProposalView = z.object({
  id: z.uuid(),
  kind: z.enum(['jump', 'move']),
  state: z.enum(['proposed', 'approved', 'refused']),
  power: text,
  ground: z.object({ zh: text, en: text }),
  reason: text,
  /** Names of the steps of a jump. */
  from: text.nullable(),
  to: text.nullable(),
  cases: z.array(z.object({ caseId: z.uuid(), number: text.nullable() })),
  proposedBy: text,
  proposedAt: z.iso.datetime({ offset: true }),
  decidedBy: text.nullable(),
  decidedAt: z.iso.datetime({ offset: true }).nullable(),
  decisionReason: text.nullable(),
  /** Whether this reader may decide on it. */
  mine: z.boolean(),
});
export type ProposalView = z.infer<typeof ProposalView>;
export const ProposalList = z.object({ items: z.array(ProposalView), next: text.nullable() });

/** Running cases whose flow has a later published version. */
export const MoveCandidates = z.object({
  flows: z.array(
    z.object({
      flowVersionId: z.uuid(),
      n: z.int(),
      power: text,
      cases: z.array(
        z.object({
          caseId: z.uuid(),
          number: text.nullable(),
          receivedAt: z.iso.datetime({ offset: true }),
          n: z.int(),
        }),
      ),
    }),
  ),
});
export type MoveCandidates = z.infer<typeof MoveCandidates>;

export const Proposed = z.object({ proposalId: z.uuid() });
export const Decided = z.object({ state: z.enum(['approved', 'refused']) });
