import { describe, expect, it } from 'vitest';
import { standInsOf, whoSigns } from './signer.ts';

const is = (personId: string, active = true) => ({ personId, active });

describe('minutes are signed by', () => {
  it.each([
    ['the chair', is('chair'), undefined, [], 'chair'],
    ['the chair, whoever else withdrew', is('chair'), undefined, ['a'], 'chair'],
    ['the chair, whoever was named', is('chair'), is('a'), ['b'], 'chair'],
    ['who chairs today when the chair has left', is('chair', false), undefined, ['chair'], 'successor'],
    ['nobody yet when the chair withdrew', is('chair'), undefined, ['chair'], undefined],
    ['who was named when the chair withdrew', is('chair'), is('a'), ['chair'], 'a'],
    ['nobody yet when who was named has left', is('chair'), is('a', false), ['chair'], undefined],
    ['who was named when who chairs today withdrew', is('chair', false), is('a'), ['successor'], 'a'],
  ] as const)('%s', (_, chair, named, withdrew, signer) => {
    expect(whoSigns({ chair, successor: is('successor'), named, withdrew })).toBe(signer);
  });
});

describe('in the place of a chair who withdrew', () => {
  const there = (personId: string, present = true, late = false) => ({ personId, present, late });
  const body = [{ personId: 'new' }, { personId: 'a' }];

  it('signs a member who was there and heard every item', () => {
    const attendees = [there('chair'), there('a'), there('b'), there('c', false), there('d', true, true)];
    expect(standInsOf(attendees, body, ['chair', 'b']).map(({ personId }) => personId)).toEqual(['a']);
  });

  it('or, where everybody withdrew from something, a member of the body today who did not', () => {
    expect(standInsOf([there('chair'), there('a')], body, ['chair', 'a'])).toEqual([{ personId: 'new' }]);
  });
});
