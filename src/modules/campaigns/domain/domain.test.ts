import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import { auditReturns, type AuditInput, type Listed } from './audit.ts';
import {
  allowsAct,
  daysLate,
  remindersDue,
  returnText,
  signersOf,
  taskState,
  type Act,
  type Entry,
} from './office-return.ts';

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
    ['passed', false, 2, [act('sign'), act('countersign'), act('pass', 'before')]],
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
  });
});

describe('what a signature covers', () => {
  const entry = (powerId: string, over: Partial<Entry> = {}): Entry => ({
    powerId,
    kind: 'keep',
    note: '',
    fingerprint: 'f',
    ...over,
  });
  const of = (entries: readonly Entry[], nil = false) =>
    returnText({ campaignId: 'c', officeId: 'o', nil, entries });

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
  ])('is not the same with %s', (_, other) => expect(other).not.toBe(of([entry('a')])));
});

describe('time', () => {
  it.each([
    ['2026-11-01', []],
    ['2026-11-13', ['week-before']],
    ['2026-11-19', ['week-before', 'day-before']],
    ['2026-11-20', ['week-before', 'day-before', 'due']],
    ['2026-12-05', ['week-before', 'day-before', 'due', 'late-1-weeks', 'late-2-weeks']],
  ])('reminders due by %s', (today, due) => expect(remindersDue(day('2026-11-20'), day(today))).toEqual(due));

  it('is late by calendar days until it has handed in', () => {
    expect(daysLate('drafting', day('2026-11-20'), day('2026-11-20'))).toBe(0);
    expect(daysLate('changed', day('2026-11-20'), day('2026-11-23'))).toBe(3);
    expect(daysLate('signed', day('2026-11-20'), day('2026-11-23'))).toBe(0);
  });
});

describe('the completeness audit', () => {
  const power = (
    powerId: string,
    officeId: string,
    name: string,
    basicCode: string | null = null,
  ): Listed => ({ powerId, officeId, name, basicCode });
  const input = (over: Partial<AuditInput>): AuditInput => ({
    offices: [
      { id: 'o1', name: '审批处', functions: '' },
      { id: 'o2', name: '流通处', functions: '' },
    ],
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
        offices: [{ id: 'o1', name: '审批处', functions: '拍卖|监管；负责|管理|典当' }],
        listed: [power('p', 'o1', '拍卖|许可')],
      },
      [['duty-without-power', 'o1']],
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
