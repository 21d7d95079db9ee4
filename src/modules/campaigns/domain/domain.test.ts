import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import { auditReturns, type AuditInput, type Listed } from './audit.ts';
import { allowsAct, returnText, signersOf, taskState, type Act, type Entry } from './office-return.ts';
import {
  daysLateOf,
  newestReminder,
  readReminder,
  remindedOf,
  reminderDue,
  roundsOf,
  type DatedAct,
} from './rounds.ts';
import { checkSchedule } from './schedule.ts';
import { answersFor, mergedInto } from './successors.ts';

const act = (name: Act, digest = 'd') => ({ act: name, digest, personId: name });
const day = (text: string) => LegalDay.parse(text);

describe('the state of a return', () => {
  it.each([
    ['not-started', false, 0, []],
    ['drafting', false, 2, []],
    ['drafting', true, 0, []],
    ['signed', false, 2, [act('sign')]],
    ['changed', false, 3, [act('sign', 'before')]],
    ['countersigned', false, 2, [act('sign'), act('countersign')]],
    ['changed', false, 2, [act('sign'), act('countersign', 'before')]],
    ['returned', false, 2, [act('sign'), act('return')]],
    ['signed', false, 2, [act('sign'), act('return'), act('sign')]],
    ['passed', false, 2, [act('sign'), act('countersign'), act('pass')]],
    ['changed', false, 2, [act('sign'), act('countersign'), act('pass', 'before')]],
    ['released', false, 0, [act('release')]],
  ] as const)('%s', (state, nil, entries, acts) =>
    expect(taskState({ nil, entries, digest: 'd', acts })).toBe(state),
  );

  it('lets nothing go up that was not signed as it is, and frees an office at any time before it has passed', () => {
    expect([
      allowsAct('changed', 'countersign'),
      allowsAct('drafting', 'pass'),
      allowsAct('signed', 'pass'),
    ]).toEqual([false, false, false]);
    expect([allowsAct('not-started', 'release'), allowsAct('passed', 'release')]).toEqual([true, false]);
  });

  it('counts signers since the last return', () => {
    expect(signersOf([act('sign'), act('return'), act('sign')])).toEqual(['sign']);
    expect(signersOf([act('sign'), act('countersign')])).toEqual(['sign', 'countersign']);
    expect(signersOf([act('sign'), act('countersign'), act('pass'), act('sign')])).toEqual(['sign']);
  });
});

describe('the dates of a campaign', () => {
  const dates = (deadline: string, ...spans: readonly (readonly [string, string])[]) =>
    checkSchedule({
      deadline: day(deadline),
      phases: spans.map(([from, to], at) => ({ name: `p${at}`, from: day(from), to: day(to) })),
    });
  it.each([
    ['no phases', dates('2026-11-20'), undefined],
    ['returns due on the last day of one', dates('2026-11-20', ['2026-11-02', '2026-11-20']), undefined],
    [
      'phases that overlap',
      dates('2026-11-20', ['2026-11-02', '2026-11-20'], ['2026-11-18', '2026-11-27']),
      undefined,
    ],
    ['an end before its beginning', dates('2026-11-20', ['2026-11-20', '2026-11-02']), 'campaigns/phases'],
    [
      'a phase before the one above it',
      dates('2026-11-04', ['2026-11-10', '2026-11-12'], ['2026-11-02', '2026-11-05']),
      'campaigns/phase-order',
    ],
    [
      'returns due in none',
      dates('2026-11-27', ['2026-11-02', '2026-11-20']),
      'campaigns/deadline-outside-phases',
    ],
  ])('%s', (_, got, code) => expect(got.ok ? undefined : got.error.code).toBe(code));
});

describe('what a signature covers', () => {
  const entry = (powerId: string, over: Partial<Entry> = {}): Entry => ({
    powerId,
    kind: 'keep',
    note: '',
    fingerprint: 'f',
    ...over,
  });
  const of = (entries: readonly Entry[], nil = false, merged: readonly string[] = []) =>
    returnText({ campaignId: 'c', officeId: 'o', merged, nil, entries });

  it('is the same in whatever order powers are listed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 8 }), (ids) => {
        const entries = ids.map((id) => entry(id));
        expect(of(entries)).toBe(of(entries.toReversed()));
      }),
    );
  });

  it.each([
    ['another power', of([entry('b')])],
    ['another word', of([entry('a', { note: 'x' })])],
    ['another kind', of([entry('a', { kind: 'adjust' })])],
    ['a version that changed', of([entry('a', { fingerprint: 'g' })])],
    ['nothing at all', of([], true)],
    ['another office to answer for', of([entry('a')], false, ['p'])],
  ])('is not the same with %s', (_, other) => expect(other).not.toBe(of([entry('a')])));
});

describe('time', () => {
  it.each([
    [6, undefined],
    [5, 'week-before'],
    [2, 'week-before'],
    [1, 'day-before'],
    [0, 'due'],
    [-4, 'due'],
    [-5, 'late-1-weeks'],
    [-10, 'late-2-weeks'],
  ])('the reminder that is due %i working days before the date', (left, due) =>
    expect(reminderDue(0, left)).toBe(due),
  );

  it('reminds of a return that was sent back by names of its own', () =>
    expect([reminderDue(2, 1), reminderDue(2, -12)]).toEqual(['again-2:day-before', 'again-2:late-2-weeks']));

  it.each([
    [0, 5],
    [0, 1],
    [0, 0],
    [3, -27],
  ])('the name of a reminder is read as it is given: round %i, %i working days left', (round, left) => {
    const name = reminderDue(round, left)!;
    const read = readReminder(name)!;
    expect(read.round).toBe(round);
    const { time, weeks } = read;
    expect(weeks > 0 ? `${time}-${weeks}-weeks` : time).toBe(name.replace(/^again-\d+:/, ''));
    expect(readReminder('late-weeks')).toBeUndefined();
  });

  it('puts the newest reminder first', () => {
    const names = ['week-before', 'due', 'late-1-weeks', 'late-2-weeks', 'again-1:day-before'];
    const read = names.map((name) => readReminder(name)!);
    expect(read.toSorted(newestReminder)).toEqual(read.toReversed());
  });

  it.each([
    ['week-before', { headId: 'h', leaderId: 'l' }, ['h']],
    ['late-2-weeks', { headId: 'h', leaderId: 'l' }, ['h', 'l']],
    ['again-1:late-1-weeks', { headId: 'l', leaderId: 'l' }, ['l']],
    ['due', { headId: null, leaderId: 'l' }, ['l']],
    ['due', { headId: null, leaderId: null }, []],
  ])('%s goes to %o: %o', (name, office, to) => expect(remindedOf(name, office)).toEqual(to));

  const done = (name: Act, on: string, due?: string): DatedAct => ({
    act: name,
    on: day(on),
    due: due === undefined ? null : day(due),
  });
  it.each([
    ['nothing, before the date', 'drafting', [], '2026-11-20', [null], 0],
    ['nothing, after it', 'drafting', [], '2026-11-23', [null], 3],
    ['signed in time', 'signed', [done('sign', '2026-11-20')], '2026-12-20', ['2026-11-20'], 0],
    [
      'signed late: it stands, also when it has passed',
      'passed',
      [done('sign', '2026-11-25'), done('countersign', '2026-11-26'), done('pass', '2026-11-30')],
      '2026-12-20',
      ['2026-11-25'],
      5,
    ],
    ['signed in time, and void since', 'changed', [done('sign', '2026-11-20')], '2026-11-24', [null], 4],
    [
      'sent back after the date, and in by the day named',
      'signed',
      [done('sign', '2026-11-19'), done('return', '2026-11-24', '2026-12-01'), done('sign', '2026-12-01')],
      '2026-12-20',
      ['2026-11-19', '2026-12-01'],
      0,
    ],
    [
      'sent back and not in again',
      'returned',
      [done('sign', '2026-11-19'), done('return', '2026-11-24', '2026-12-01')],
      '2026-12-03',
      ['2026-11-19', null],
      2,
    ],
    [
      'late first, in time then: the worse stands',
      'passed',
      [
        done('sign', '2026-11-27'),
        done('return', '2026-11-30', '2026-12-07'),
        done('sign', '2026-12-02'),
        done('countersign', '2026-12-02'),
        done('pass', '2026-12-03'),
      ],
      '2027-01-20',
      ['2026-11-27', '2026-12-02'],
      7,
    ],
    ['released after the date', 'released', [done('release', '2026-11-22')], '2027-01-01', [null], 2],
  ] as const)('%s', (_, state, acts, today, handedIn, late) => {
    const rounds = roundsOf({ deadline: day('2026-11-20'), state, acts, today: day(today) });
    expect(rounds.map(({ handedInOn }) => handedInOn)).toEqual(handedIn);
    expect(daysLateOf(rounds)).toBe(late);
  });
});

describe('offices that are merged half-way', () => {
  const tasks = [
    { id: 'a', officeId: 'A', carriedTo: 'b' },
    { id: 'b', officeId: 'B', carriedTo: 'c' },
    { id: 'c', officeId: 'C', carriedTo: null },
    { id: 'd', officeId: 'D', carriedTo: null },
  ];
  it.each([
    ['a', 'c', []],
    ['b', 'c', []],
    ['c', 'c', ['A', 'B']],
    ['d', 'd', []],
  ])('%s is answered for by %s', (id, heir, merged) => {
    const task = tasks.find((one) => one.id === id)!;
    expect(answersFor(tasks, task).id).toBe(heir);
    expect(mergedInto(tasks, task).toSorted()).toEqual(merged);
  });
});

describe('the completeness audit', () => {
  const power = (
    powerId: string,
    officeId: string,
    name: string,
    basicCode: string | null = null,
    typeCode = '01',
  ): Listed => ({ powerId, officeId, name, typeCode, basicCode });
  const input = (over: Partial<AuditInput>): AuditInput => ({
    offices: [
      { id: 'o1', name: '审批处' },
      { id: 'o2', name: '流通处' },
    ],
    duties: [],
    types: [],
    listed: [],
    catalogue: [],
    parents: [],
    elsewhere: [],
    wordsOf: (text) => text.split('|'),
    ...over,
  });
  const codes = (over: Partial<AuditInput>) =>
    auditReturns(input(over)).map(({ code, officeId }) => [code, officeId]);

  it.each([
    ['a published power that nobody lists', { catalogue: [power('p', 'o1', '甲')] }, [['left-out', 'o1']]],
    [
      'one that another office lists',
      { catalogue: [power('p', 'o1', '甲')], listed: [power('p', 'o2', '甲')] },
      [['listed-elsewhere', 'o2']],
    ],
    [
      'one name twice',
      { listed: [power('p', 'o1', '拍卖许可（变更）'), power('q', 'o2', '拍卖许可 (变更)')] },
      [['listed-twice', 'o2']],
    ],
    [
      'an entry of the lists above',
      { parents: [{ code: '1', name: '乙', issuer: '清单' }] },
      [['parent-not-listed', null]],
    ],
    [
      'what others hold, once',
      {
        elsewhere: [
          { name: '丙', agency: 'x' },
          { name: '丙', agency: 'y' },
        ],
      },
      [['held-elsewhere', null]],
    ],
    [
      'a duty without any power',
      {
        duties: [
          {
            officeId: 'o1',
            of: '审批处',
            unit: 'office' as const,
            text: '拍卖|监管；负责|管理|典当；负责|本处|工作',
          },
        ],
        listed: [power('p', 'o1', '拍卖|许可')],
      },
      [['duty-without-power', 'o1']],
    ],
    [
      'a duty of a post, once, though another office holds such a power',
      {
        duties: [
          { officeId: 'o1', of: '监管岗', unit: 'post' as const, text: '典当|监管；记录' },
          { officeId: 'o1', of: '监管岗B', unit: 'post' as const, text: '典当|监管；记录' },
          { officeId: 'o2', of: '审查岗', unit: 'post' as const, text: '审查；|典当|；记录' },
        ],
        listed: [power('p', 'o2', '典当|许可')],
      },
      [['duty-without-power', 'o1']],
    ],
    [
      'a type of which nothing is listed',
      {
        types: [
          { code: '01', name: '行政许可' },
          { code: '02', name: '行政处罚' },
        ],
        listed: [power('p', 'o1', '甲')],
      },
      [['type-without-power', null]],
    ],
  ])('finds %s', (_, over, found) => expect(codes(over)).toEqual(found));

  it('finds nothing where everything is listed, by code or by name', () => {
    const listed = [power('p', 'o1', '甲', '000121001000'), power('q', 'o2', '乙')];
    expect(
      codes({
        catalogue: listed,
        listed,
        parents: [
          { code: '000121001000', name: '甲的主项', issuer: '清单' },
          { code: '000121002000', name: '乙', issuer: '清单' },
        ],
        elsewhere: [{ name: '甲', agency: 'x' }],
      }),
    ).toEqual([]);
  });

  it('names the same things by the same keys, whatever the order', () => {
    const catalogue = [power('p', 'o1', '甲'), power('q', 'o2', '乙')];
    const keys = (of: readonly Listed[]) =>
      auditReturns(input({ catalogue: of }))
        .map(({ key }) => key)
        .toSorted();
    expect(keys(catalogue)).toEqual(keys(catalogue.toReversed()));
  });
});
