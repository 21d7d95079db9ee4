import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideItem,
  hasQuorum,
  mayGiveOpinion,
  resolutionNumber,
  votersOf,
  type Deliberation,
  type Member,
  type Stance,
} from './rules.ts';

const member = (personId: string, present = true, chair = false): Member => ({ personId, present, chair });
const FIVE = [member('head', true, true), member('a'), member('b'), member('c'), member('d', false)];
const of = (over: Partial<Deliberation> = {}): Deliberation => ({
  quorum: 'more-than-half',
  decides: 'majority-of-members',
  ballot: 'oral',
  members: FIVE,
  recused: [],
  opinions: [],
  ...over,
});
const say = (stances: Readonly<Record<string, Stance>>) =>
  Object.entries(stances).map(([personId, stance]) => ({ personId, stance }));
const NOTHING = { counts: null, headAdopts: false, headReason: '' };

describe('quorum', () => {
  const there = (present: number, all: number) =>
    Array.from({ length: all }, (_, at) => member(`p${at}`, at < present, at === 0));
  it.each([
    ['more-than-half', 3, 5, true],
    ['more-than-half', 2, 4, false],
    ['more-than-half', 0, 0, false],
    ['two-thirds', 4, 6, true],
    ['two-thirds', 3, 5, false],
    ['two-thirds', 0, 0, false],
  ] as const)('%s: %i of %i', (quorum, present, all, met) => {
    expect(hasQuorum({ quorum, members: there(present, all), recused: [] })).toBe(met);
  });

  it('counts who withdrew on neither side', () => {
    expect(hasQuorum(of({ recused: ['a', 'b'] }))).toBe(true);
    expect(hasQuorum(of({ recused: ['head', 'a', 'b', 'c'] }))).toBe(false);
    expect(votersOf(of({ recused: ['a', 'd'] })).map(({ personId }) => personId)).toEqual(['head', 'b', 'c']);
  });
});

describe('opinions', () => {
  it.each([
    ['of somebody away', of(), 'd', 'for', 'deliberation/not-a-voter'],
    ['of somebody else', of(), 'x', 'for', 'deliberation/not-a-voter'],
    ['of who withdrew', of({ recused: ['a'] }), 'a', 'for', 'deliberation/recused'],
    ['a second time', of({ opinions: say({ a: 'for' }) }), 'a', 'against', 'deliberation/spoken-already'],
    [
      'of the chair before the others',
      of({ opinions: say({ a: 'for' }) }),
      'head',
      'for',
      'deliberation/chair-speaks-last',
    ],
    ['without a stance when it is open', of(), 'a', null, 'deliberation/stance'],
    ['with a stance when it is secret', of({ ballot: 'secret' }), 'a', 'for', 'deliberation/stance'],
  ] as const)('are refused %s', (_, d, personId, stance, code) => {
    expect(mayGiveOpinion(d, { personId, stance })).toMatchObject({ ok: false, error: { code } });
  });

  it('end with the chair, also when another member withdrew', () => {
    expect(
      mayGiveOpinion(of({ opinions: say({ a: 'for', b: 'for', c: 'for' }) }), {
        personId: 'head',
        stance: 'for',
      }).ok,
    ).toBe(true);
    expect(
      mayGiveOpinion(of({ recused: ['c'], opinions: say({ a: 'for', b: 'for' }) }), {
        personId: 'head',
        stance: 'for',
      }).ok,
    ).toBe(true);
  });
});

describe('the decision', () => {
  it.each([
    [
      'three of five members',
      of({ opinions: say({ a: 'for', b: 'for', c: 'against', head: 'for' }) }),
      'adopted',
    ],
    [
      'two of five members',
      of({ opinions: say({ a: 'for', b: 'abstain', c: 'against', head: 'for' }) }),
      'rejected',
    ],
    [
      'half of those present',
      of({
        decides: 'majority-of-present',
        opinions: say({ a: 'for', b: 'for', c: 'against', head: 'against' }),
      }),
      'rejected',
    ],
    [
      'the head with the majority',
      of({ decides: 'head', opinions: say({ a: 'for', b: 'for', c: 'against', head: 'for' }) }),
      'adopted',
    ],
  ] as const)('by %s', (_, d, outcome) =>
    expect(decideItem(d, NOTHING)).toMatchObject({ ok: true, value: { outcome } }),
  );

  it('by the head against the majority needs the reason on record', () => {
    const d = of({
      decides: 'head',
      opinions: say({ a: 'against', b: 'against', c: 'against', head: 'for' }),
    });
    expect(decideItem(d, NOTHING)).toMatchObject({ error: { code: 'deliberation/head-reason' } });
    expect(decideItem(d, { ...NOTHING, headReason: '上级已有明确要求' })).toMatchObject({
      value: { outcome: 'adopted' },
    });
  });

  it('of a secret ballot is what was counted', () => {
    const d = of({
      ballot: 'secret',
      opinions: ['a', 'b', 'c', 'head'].map((personId) => ({ personId, stance: null })),
    });
    const counts = { for: 3, against: 1, abstain: 0 };
    expect(decideItem(d, { ...NOTHING, counts })).toMatchObject({ value: { outcome: 'adopted', counts } });
    for (const wrong of [null, { ...counts, for: 4 }])
      expect(decideItem(d, { ...NOTHING, counts: wrong })).toMatchObject({
        error: { code: 'deliberation/counts' },
      });
  });

  it.each([
    [
      'without quorum',
      of({ members: [member('head', true, true), member('a', false), member('b', false)] }),
      'deliberation/no-quorum',
    ],
    [
      'once somebody withdrew only after speaking',
      of({ recused: ['a'], opinions: say({ a: 'for', b: 'for', c: 'for', head: 'for' }) }),
      'deliberation/should-have-withdrawn',
    ],
    ['while somebody has not spoken', of({ opinions: say({ a: 'for' }) }), 'deliberation/opinions-missing'],
    [
      'by a head who is away',
      of({
        decides: 'head',
        members: [member('head', false, true), member('a'), member('b')],
        opinions: say({ a: 'for', b: 'for' }),
      }),
      'deliberation/chair-away',
    ],
  ] as const)('is refused %s', (_, d, code) =>
    expect(decideItem(d, NOTHING)).toMatchObject({ error: { code } }),
  );

  it('never adopts by majority what fewer than half of the voters want, whoever withdrew', () => {
    const people = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            present: fc.boolean(),
            recused: fc.boolean(),
            stance: fc.constantFrom<Stance>('for', 'against', 'abstain'),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        fc.constantFrom('majority-of-members', 'majority-of-present'),
        (rows, decides) => {
          const members = rows.map(({ present }, at) => member(people[at]!, present, at === 0));
          const recused = rows.flatMap((row, at) => (row.recused ? [people[at]!] : []));
          const d = of({ members, recused, decides });
          const opinions = votersOf(d).map(({ personId }) => ({
            personId,
            stance: rows[people.indexOf(personId)]!.stance,
          }));
          const done = decideItem({ ...d, opinions }, NOTHING);
          if (!done.ok) return;
          const voters = votersOf(d).length;
          expect(done.value.counts.for + done.value.counts.against + done.value.counts.abstain).toBe(voters);
          if (done.value.outcome === 'adopted') expect(done.value.counts.for * 2).toBeGreaterThan(voters);
        },
      ),
    );
  });
});

it('numbers resolutions as documents are numbered', () =>
  expect(resolutionNumber('唐商办决', 2026, 3)).toBe('唐商办决〔2026〕3号'));
