import type { ActorRef } from '#modules/journal';
import type { Actor } from './domain/actor.ts';

/** The actor as journal rows name it: ids only. */
export function actorRef(actor: Actor, postId?: string): ActorRef {
  switch (actor.kind) {
    case 'public':
      return { kind: 'party', id: 'public' };
    case 'party':
      return { kind: 'party', id: actor.caseId };
    case 'staff':
      return { kind: 'person', id: actor.personId, ...(postId === undefined ? {} : { postId }) };
    case 'system':
      return { kind: 'system', id: actor.name };
  }
}
