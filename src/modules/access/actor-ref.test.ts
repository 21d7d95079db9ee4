import { expect, it } from 'vitest';
import type { Uuid } from '#kernel';
import { actorRef } from './actor-ref.ts';
import type { Actor } from './domain/actor.ts';

const [person, post, other, office, agencyId, holder] = ['1', '2', '3', '4', '5', '6'] as unknown as [
  Uuid,
  Uuid,
  Uuid,
  Uuid,
  Uuid,
  Uuid,
];
const delegate: Actor = {
  kind: 'staff',
  personId: person,
  name: '演示',
  agencyId,
  roles: [],
  assignments: [
    { postId: post, officeId: office, agencyId, kind: 'delegate', onBehalfOf: holder },
    { postId: other, officeId: office, agencyId, kind: 'holder' },
  ],
};

it.each<[string, Actor, Uuid | undefined, object]>([
  ['a delegate at the post', delegate, post, { kind: 'person', id: '1', postId: '2', onBehalfOf: '6' }],
  ['the same person at their own post', delegate, other, { kind: 'person', id: '1', postId: '3' }],
  ['the same person without a post', delegate, undefined, { kind: 'person', id: '1' }],
  ['a party', { kind: 'party', caseId: post, agencyId }, undefined, { kind: 'party', id: '2' }],
  ['society', { kind: 'public' }, undefined, { kind: 'party', id: 'public' }],
  ['the system', { kind: 'system', name: 'sweeper' }, undefined, { kind: 'system', id: 'sweeper' }],
])('the journal names %s by ids', (_, actor, at, ref) => {
  expect(actorRef(actor, at)).toEqual(ref);
});
