import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideItem,
  hasQuorum,
  mayGiveOpinion,
  quorumOf,
  resolutionNumber,
  taintOf,
  votersOf,
  whyUndecidable,
  type Deliberation,
  type Member,
  type Stance,
} from './rules.ts';

const member = (personId: string, present = true, chair = false): Member => ({
  personId,
  present,
  chair,
  late: false,
  left: false,
});
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
    expect(hasQuorum(of({ quorum, members: there(present, all) }))).toBe(met);
  });

  it('counts who withdrew on neither side', () => {
    expect(hasQuorum(of({ recused: ['a', 'b'] }))).toBe(true);
    expect(hasQuorum(of({ recused: ['head', 'a', 'b', 'c'] }))).toBe(false);
    expect(votersOf(of({ recused: ['a', 'd'] })).map(({ personId }) => personId)).toEqual(['head', 'b', 'c']);
  });
});

describe('attendance that changed', () => {
  const left = (personId: string): Member => ({ ...member(personId, false), left: true });
  const late = (personId: string): Member => ({ ...member(personId), late: true });
  const votes = (over: Partial<Deliberation>) => votersOf(of(over)).map(({ personId }) => personId);
  const [head, a, b, c] = ['head', 'a', 'b', 'c'].map((one) => member(one, true, one === 'head'));
  const members = (...changed: readonly Member[]) =>
    [head, a, b, c].flatMap((one) =>
      one === undefined ? [] : [changed.find((x) => x.personId === one.personId) ?? one],
    );

  it.each([
    ['who left silently votes on nothing', members(left('a')), {}, 'hands', ['head', 'b', 'c']],
    [
      'who left after an open vote has voted',
      members(left('a')),
      { a: 'for' },
      'hands',
      ['head', 'a', 'b', 'c'],
    ],
    ['who left before a secret vote has not', members(left('a')), { a: 'for' }, 'secret', ['head', 'b', 'c']],
    ['who comes late votes', members(late('a')), {}, 'hands', ['head', 'a', 'b', 'c']],
    [
      'who comes after the chair spoke does not',
      members(late('a')),
      { b: 'for', c: 'for', head: 'for' },
      'hands',
      ['head', 'b', 'c'],
    ],
    [
      'who came late and spoke before the chair does',
      members(late('a')),
      { a: 'for', head: 'for' },
      'hands',
      ['head', 'a', 'b', 'c'],
    ],
  ] as const)('%s', (_, who, said, ballot, voters) => {
    expect(votes({ members: who, opinions: say(said), ballot })).toEqual(voters);
  });

  it('a quorum counts an open vote of who left, and the decision too', () => {
    const d = of({
      members: members(left('a'), left('b')),
      opinions: say({ a: 'for', c: 'for', head: 'for' }),
    });
    expect(hasQuorum(d)).toBe(true);
    expect(decideItem(d, NOTHING)).toMatchObject({
      value: { outcome: 'adopted', counts: { for: 3, against: 0, abstain: 0 } },
    });
    expect(hasQuorum({ ...d, ballot: 'secret' })).toBe(false);
  });

  it.each([
    ['nothing', { opinions: say({ a: 'for' }) }, undefined, 'deliberation/opinions-missing'],
    [
      'who withdrew after speaking',
      { recused: ['a'], opinions: say({ a: 'for' }) },
      'withdrew',
      'deliberation/should-have-withdrawn',
    ],
    [
      'who spoke and was never there',
      { members: members(member('a', false)), opinions: say({ a: 'for' }) },
      'absent',
      'deliberation/spoke-while-absent',
    ],
    [
      'who left after speaking',
      { members: members(left('a')), opinions: say({ a: 'for' }) },
      undefined,
      'deliberation/opinions-missing',
    ],
    [
      'who was there and was not heard before the chair',
      { opinions: say({ a: 'for', b: 'for', head: 'for' }) },
      'unheard',
      'deliberation/unheard',
    ],
    [
      'who came after the chair spoke',
      { members: members(late('c')), opinions: say({ a: 'for', b: 'for', head: 'for' }) },
      undefined,
      undefined,
    ],
  ] as const)('an item is tainted by %s', (_, over, taint, code) => {
    const d = of({ members: members(), ...over });
    expect(taintOf(d)?.taint).toBe(taint);
    const decided = decideItem(d, NOTHING);
    const refused = decided.ok ? undefined : decided.error.code;
    expect(refused).toBe(code);
  });

  it('nobody is heard after the chair', () => {
    const d = of({ members: members(late('c')), opinions: say({ a: 'for', b: 'for', head: 'for' }) });
    expect(mayGiveOpinion(d, { personId: 'c', stance: 'for' })).toEqual({
      ok: false,
      error: { code: 'deliberation/chair-has-spoken' },
    });
  });
});

describe('before it opens a meeting', () => {
  it.each([
    ['more-than-half', 5, 3],
    ['more-than-half', 4, 3],
    ['two-thirds', 5, 4],
    ['two-thirds', 6, 4],
    ['two-thirds', 0, 1],
  ] as const)('by %s of %i needs %i', (quorum, all, need) => {
    expect(quorumOf(quorum, all)).toBe(need);
  });

  const people = (...present: readonly boolean[]) =>
    present.map((here, at) => ({ chair: at === 0, present: here }));
  it.each([
    [
      'that decides by majority without its chair can',
      'majority-of-members',
      people(false, true, true, true),
      undefined,
    ],
    ['whose head decides and is away cannot', 'head', people(false, true, true, true), 'head-away'],
    ['without quorum cannot', 'head', people(false, true, true, false), 'no-quorum'],
    ['with quorum and head can', 'head', people(true, true, true, false), undefined],
  ] as const)('%s', (_, decides, who, why) => {
    expect(whyUndecidable({ quorum: 'more-than-half', decides }, who)).toBe(why);
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
