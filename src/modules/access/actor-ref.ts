import type { ActorRef } from '#modules/journal';
import type { Actor } from './domain/actor.ts';

/** The actor as journal rows name it: ids only; with a post, also the holder a delegate acts for there. */
export function actorRef(actor: Actor, postId?: string): ActorRef {
  switch (actor.kind) {
    case 'public':
      return { kind: 'party', id: 'public' };
    case 'party':
      return { kind: 'party', id: actor.caseId };
    case 'staff': {
      const onBehalfOf = actor.assignments.find((a) => a.postId === postId)?.onBehalfOf;
      return {
        kind: 'person',
        id: actor.personId,
        ...(postId === undefined ? {} : { postId }),
        ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      };
    }
    case 'system':
      return { kind: 'system', id: actor.name };
  }
}
