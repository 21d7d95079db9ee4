import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseNumber } from './case-number.ts';
import { isSpecialProcedure, resultOf, serves } from './lawful-decision.ts';
import { decideNotice, demandText, type NoticeItem } from './one-time-notice.ts';
import { maskedName, partyProblems, partyView, type Party } from './party.ts';
import { isOwedToSociety, publicState } from './public-view.ts';
import { remediesFor } from './remedies.ts';
import { mayDoStep, type SeparationInput } from './separation.ts';
import { allows, CASE_ACTIONS, CASE_STATES, RESULTS, stateOf, type StateFacts } from './states.ts';

const item = (key: string, changed?: NoticeItem['changed']): NoticeItem => ({
  key,
  what: `缺${key}`,
  basis: '第三十一条',
  ...(changed && { changed }),
});

describe('一次性告知 (许可法32, X15)', () => {
  const law = { of: 'law', explanation: '办法九月修订后新增' } as const;
  it.each([
    ['first, anything', [], [item('a'), item('b')], true],
    ['first, nothing', [], [], false],
    ['second, what was asked', [[item('a'), item('b')]], [item('b')], true],
    ['second, something new', [[item('a')]], [item('b')], false],
    ['second, new because the law changed', [[item('a')]], [item('b', law)], true],
    ['third, what the second added lawfully', [[item('a')], [item('b', law)]], [item('b')], true],
  ] as const)('%s', (_, earlier, items, ok) => {
    expect(
      decideNotice(
        earlier.map((one, at) => ({ round: at + 1, items: one })),
        items,
      ).ok,
    ).toBe(ok);
  });

  it('names the material it is about, once', () => {
    const materials = [{ key: 'm1', name: '申请书' }];
    const said = (key: string, what: string) => demandText({ key, what }, materials);
    expect([said('m1', '请补签名'), said('m1', '申请书缺签名'), said('request', '请写明地址')]).toEqual([
      '申请书：请补签名',
      '申请书缺签名',
      '请写明地址',
    ]);
  });

  it('never lets a later notice ask what no earlier one did, unless it says why', () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(keys, { minLength: 1 }), keys, (before, now) => {
        const earlier = before.map((one, at) => ({ round: at + 1, items: one.map((key) => item(key)) }));
        const known = new Set(before.flat());
        expect(
          decideNotice(
            earlier,
            now.map((key) => item(key)),
          ).ok,
        ).toBe(now.every((key) => known.has(key)));
      }),
    );
  });
});

describe('审批与监管相分离', () => {
  const base: SeparationInput = {
    step: { role: 'review', post: '审查岗', supervising: false, twoOfficers: false },
    actor: { personId: 'p1', holdsPost: true, supervises: false },
    secondOfficer: null,
    recused: [],
    done: [],
    instant: false,
  };
  const check = { ...base, step: { ...base.step, role: 'check' } };
  const site = { ...base, step: { ...base.step, role: 'site-check', twoOfficers: true } };
  const second = { personId: 'p2', onPost: true };
  it.each([
    ['holder of the post', base, null],
    ['another post', { ...base, actor: { ...base.actor, holdsPost: false } }, 'cases/not-your-post'],
    [
      'a supervisor on a handling post',
      { ...base, actor: { ...base.actor, supervises: true } },
      'cases/supervisor-cannot-handle',
    ],
    [
      'a supervisor at the step the flow gives to supervision',
      { ...base, step: { ...base.step, supervising: true }, actor: { ...base.actor, supervises: true } },
      null,
    ],
    ['recused', { ...base, recused: ['p1'] }, 'cases/recused'],
    ['checks what somebody else examined', { ...check, done: [{ role: 'review', personId: 'p9' }] }, null],
    [
      'checks what they examined',
      { ...check, done: [{ role: 'review', personId: 'p1' }] },
      'cases/handled-it-yourself',
    ],
    [
      'examines again what they checked',
      { ...base, done: [{ role: 'decide', personId: 'p1' }] },
      'cases/handled-it-yourself',
    ],
    ['the same, on the spot', { ...check, done: [{ role: 'review', personId: 'p1' }], instant: true }, null],
    ['one officer where two are needed', site, 'cases/second-officer-needed'],
    [
      'twice the same officer',
      { ...site, secondOfficer: { ...second, personId: 'p1' } },
      'cases/second-officer-needed',
    ],
    [
      'the second from elsewhere',
      { ...site, secondOfficer: { ...second, onPost: false } },
      'cases/second-officer-not-on-post',
    ],
    ['two officers', { ...site, secondOfficer: second }, null],
    ['the second recused', { ...site, secondOfficer: second, recused: ['p2'] }, 'cases/recused'],
  ] as const)('%s', (_, input, code) => {
    const may = mayDoStep(input);
    expect(may.ok ? null : may.error.code).toBe(code);
  });
});

describe('states', () => {
  const none: StateFacts = {
    ending: null,
    accepted: false,
    result: null,
    served: false,
    paused: false,
    open: [],
  };
  it.each([
    [{ open: ['receive'] }, 'received'],
    [{ open: ['wait-correction'] }, 'awaiting-correction'],
    [{ accepted: true, open: ['accept'] }, 'accepted'],
    [{ accepted: true, open: ['review'] }, 'reviewing'],
    [{ accepted: true, open: ['hearing'], paused: true }, 'special-procedure'],
    [{ accepted: true, result: 'granted', open: ['serve'] }, 'decided'],
    [{ accepted: true, result: 'granted', served: true, open: ['publish'] }, 'served'],
    [{ accepted: true, result: 'granted', served: true, ending: 'end' }, 'closed'],
    [{ result: 'not-accepted', ending: 'end' }, 'not-accepted'],
    [{ accepted: true, ending: 'withdrawn', paused: true }, 'withdrawn'],
  ] as const)('%j is %s', (facts, state) => {
    expect(stateOf({ ...none, ...facts })).toBe(state);
  });

  it.each([
    ['withdraw', ['received', 'awaiting-correction', 'accepted', 'reviewing', 'special-procedure']],
    ['return', ['received', 'awaiting-correction']],
    ['terminate', ['accepted', 'reviewing', 'special-procedure']],
    ['suspend', ['accepted', 'reviewing']],
    ['resume', ['special-procedure']],
    ['supplement', ['awaiting-correction']],
  ] as const)('%s only in %j', (action, states) => {
    expect(CASE_STATES.filter((state) => allows(state, action))).toEqual(states);
  });

  it('nothing at all after an end', () => {
    for (const state of ['closed', 'withdrawn', 'returned', 'terminated'] as const)
      expect(CASE_ACTIONS.filter((action) => allows(state, action))).toEqual([]);
  });
});

describe('what a step is in law', () => {
  it.each([
    ['decide', 'licence', 'grant', 'granted'],
    ['decide', 'licence', 'refuse', 'refused'],
    ['decide', 'licence', 'extend', null],
    ['decide', 'other', 'done', 'answered'],
    ['receipt', 'filing', 'done', 'filed'],
    ['check', 'licence', 'submit', null],
  ] as const)('%s in a %s with %s decides %s', (role, flowKind, outcome, result) => {
    expect(resultOf({ role, flowKind, outcome })).toBe(result);
  });

  it('serving, and time that does not count', () => {
    expect(['serve', 'refusal-notice', 'notify', 'receipt', 'publish'].map(serves)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(
      [
        { role: 'hearing', clock: 'excluded' },
        { role: 'extend', clock: 'excluded' },
        { role: 'hearing', clock: 'main' },
      ].map(isSpecialProcedure),
    ).toEqual([true, false, false]);
  });
});

describe('remedies', () => {
  const bodies = { reviewBody: '市人民政府', court: '区人民法院' };
  it('offers both ways, and no direct action where review comes first (复议法23)', () => {
    const both = remediesFor({ ...bodies, reviewFirst: false });
    expect([both.text.includes('60日'), both.text.includes('6个月'), both.litigation?.court]).toEqual([
      true,
      true,
      '区人民法院',
    ]);
    const first = remediesFor({ ...bodies, reviewFirst: true });
    expect(remediesFor({ ...bodies, reviewFirst: true, reviewFirstBasis: '《X法》第二条' }).text).toContain(
      '依据《X法》第二条，应当自',
    );
    expect([first.litigation, first.text.includes('直接'), first.text.includes('15日')]).toEqual([
      undefined,
      false,
      true,
    ]);
  });
});

describe('what society sees', () => {
  it('of results: grants and filings; of states: nothing of how a case ended without one', () => {
    expect(RESULTS.filter(isOwedToSociety)).toEqual(['granted', 'filed']);
    for (const state of ['withdrawn', 'returned', 'terminated'] as const)
      expect(publicState(state, null)).toBe('closed');
    expect([publicState('served', 'granted'), publicState('served', 'refused')]).toEqual([
      'served',
      'closed',
    ]);
  });
});

describe('parties', () => {
  const person: Party = {
    kind: 'person',
    name: '欧阳小明',
    idNumber: '11010519491231002X',
    phone: '139 0000 1234',
    email: '',
    address: '路北区',
  };
  const firm: Party = {
    kind: 'organisation',
    name: '某公司',
    uscc: '11130200DEM0000149',
    contact: '王五',
    phone: '03150000000',
    email: '',
    address: '',
  };
  it('are checked by arithmetic, by field', () => {
    expect(partyProblems(person)).toEqual([]);
    expect(
      partyProblems({ ...person, idNumber: '110105194912310021', phone: '12' }).map(({ path }) => path),
    ).toEqual(['party/phone', 'party/idNumber']);
    expect(partyProblems({ ...firm, uscc: '11130200DEM0000140' }).map(({ code }) => code)).toEqual(['uscc']);
    expect(
      partyProblems({ ...person, agent: { name: '李四', idNumber: '1', phone: '1' } }).map(
        ({ path }) => path,
      ),
    ).toEqual(['party/agent/phone', 'party/agent/idNumber']);
    expect(partyProblems({ ...person, email: 'notmail' }).map(({ code }) => code)).toEqual(['email']);
    expect(partyProblems({ ...person, email: 'a.b@example.cn' })).toEqual([]);
  });

  it('are masked in lists: a natural person wholly, an organisation keeps its public name and code', () => {
    expect([maskedName(person), maskedName(firm)]).toEqual(['欧***', '某公司']);
    const view = partyView(person, false);
    expect([view.id, view.address, JSON.stringify(view).includes('小明')]).toEqual([
      '1101************2X',
      '***',
      false,
    ]);
    expect(partyView(firm, false).id).toBe(firm.uscc);
    expect(partyView(person, true).name).toBe('欧阳小明');
  });
});

it('numbers have six digits and no character a person could mistake', () => {
  expect(caseNumber('11130200DEM0000149', 2026, 42)).toBe('11130200DEM0000149-2026-000042');
  expect(() => caseNumber('机关', 2026, 1)).toThrow('case number');
});
