import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, LegalDay } from '#kernel';
import { composeRevision, type Committed } from '../compose-revision.ts';
import type { FixedField } from '../public-view.ts';
import { hasLapsed, isDueForReview } from './exception.ts';
import { articleText, GROUNDS, isGround, isLawOrRegulation } from './grounds.ts';
import { actsIn, EXCEPTION_ACTS, EXCEPTION_STATES, fourEyes, nextState, turnIn } from './lifecycle.ts';
import {
  endRange,
  findStateSecret,
  refuseRequest,
  type ExceptionRequest,
  type SubjectFacts,
} from './request.ts';
import {
  committedNames,
  mayWithhold,
  NARROWER_SCOPES,
  opensDocument,
  SUBJECT_KINDS,
  WITHHOLDABLE_ELEMENTS,
} from './subjects.ts';
import { keepBack, type FieldHold } from './withhold.ts';

const TODAY = LegalDay.parse('2026-11-26');
const REQUEST: ExceptionRequest = {
  subjectKind: 'power-field',
  element: 'rulesOfExercise',
  ground: 'public-security',
  cited: '',
  reason: '公开会危及库点安全',
  scope: 'leadership',
  kind: 'withheld',
  endsOn: LegalDay.parse('2027-05-26'),
  form: 'entry',
  publicTitle: '储备库点和调运路线',
  formReason: null,
};
const FACTS: SubjectFacts = {
  there: true,
  owed: true,
  known: true,
  open: false,
  addressed: false,
};
const refusal = (over: Partial<ExceptionRequest>, facts: Partial<SubjectFacts> = {}) =>
  refuseRequest({ ...REQUEST, ...over }, { ...FACTS, ...facts }, TODAY)?.code;

describe('lawful grounds', () => {
  it.each([
    ['public-security', '《政府信息公开条例》第十四条', 'power power-field case-field document rule', 365],
    ['forbidden-by-law', '《政府信息公开条例》第十四条', 'power power-field case-field document rule', 365],
    ['trade-secret', '《政府信息公开条例》第十五条', 'power-field case-field document', 365],
    ['privacy', '《政府信息公开条例》第十五条', 'case-field document', 365],
    ['internal-affairs', '《政府信息公开条例》第十六条第一款', 'power power-field document rule', 365],
    ['process', '《政府信息公开条例》第十六条第二款', 'power-field case-field document', 180],
    ['case-file', '《政府信息公开条例》第十六条第二款', 'case-field document', 365],
    ['licence-data', '《行政许可法》第五条第二款', 'case-field document', 365],
    ['penalty-data', '《行政处罚法》第五十条', 'case-field document', 365],
    ['penalty-without-effect', '《行政处罚法》第四十八条第一款', 'case-field document', 365],
    ['minors', '《预防未成年人犯罪法》第五十九条', 'case-field document', 365],
    ['public-order-record', '《治安管理处罚法》第一百三十六条', 'case-field document', 365],
    ['letters-and-visits', '《信访工作条例》第三十条', 'document', 365],
  ] as const)('%s: %s, of %s, for %i days', (code, article, of, most) => {
    expect(articleText(code, '')).toBe(article);
    expect(GROUNDS[code].of.join(' ')).toBe(of);
    expect(endRange(code, TODAY)).toEqual({ first: '2026-11-27', last: addDays(TODAY, most) });
  });

  it('are these and no others', () => {
    expect(Object.keys(GROUNDS)).toHaveLength(13);
    expect([isGround('internal-rule'), isGround('privacy'), isGround('toString')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it.each([
    ['《中华人民共和国统计法》第九条', true],
    ['《中华人民共和国反间谍法》第 二十三 条', true],
    ['《企业信息公示暂行条例》第三条', true],
    ['《全国人民代表大会常务委员会关于加强网络信息保护的决定》第一条', true],
    ['《统计法》（2024修正）第九条', true],
    ['《统计法（2024修正）》第九条', true],
    ['《某局保密工作管理制度》第三条', false],
    ['《机关内部管理办法》第三条', false],
    ['《计算机信息网络国际联网安全保护管理办法》（国务院令第588号）第五条', true],
    ['《信访办法》第三条（国务院令第431号）', true],
    ['《关于不公开若干事项的通知》第二条', false],
    ['《局党组会议纪要》第一条', false],
    ['统计法第九条', false],
    ['《统计法》', false],
    ['', false],
  ])('a law or administrative regulation: %s: %s', (cited, is) => {
    expect(isLawOrRegulation(cited)).toBe(is);
  });

  it('name the law that forbids it beside the article that refers to it', () => {
    expect(articleText('forbidden-by-law', '《统计法》第九条')).toBe(
      '《政府信息公开条例》第十四条；《统计法》第九条',
    );
  });
});

describe('a request', () => {
  it.each<[string, Partial<ExceptionRequest>, Partial<SubjectFacts>, string | undefined]>([
    ['that is lawful', {}, {}, undefined],
    ['on an internal rule', { ground: 'internal-rule' }, {}, 'exceptions/internal-rule'],
    ['citing an internal rule', { cited: '《局管理制度》第三条' }, {}, 'exceptions/internal-rule'],
    ['for conditions', { element: 'conditions' }, {}, 'exceptions/must-be-public'],
    ['for the legal basis', { element: 'legalBasis' }, {}, 'exceptions/must-be-public'],
    [
      'for the day a case was accepted',
      { subjectKind: 'case-field', element: 'acceptedOn' },
      {},
      'exceptions/must-be-public',
    ],
    ['for a field without saying which', { element: null }, {}, 'exceptions/must-be-public'],
    ['on a ground for other things', { ground: 'privacy' }, {}, 'exceptions/ground-unfit'],
    ['without the law referred to', { ground: 'forbidden-by-law' }, {}, 'exceptions/citation-missing'],
    ['with the law referred to', { ground: 'forbidden-by-law', cited: '《统计法》第九条' }, {}, undefined],
    ['for an empty element', {}, { there: false }, 'exceptions/nothing-there'],
    ['for what society is not owed', {}, { owed: false }, 'exceptions/not-owed'],
    ['that ends today', { endsOn: TODAY }, {}, 'exceptions/date-out-of-range'],
    ['that ends tomorrow', { endsOn: addDays(TODAY, 1) }, {}, undefined],
    ['for a year', { endsOn: addDays(TODAY, 365) }, {}, undefined],
    ['for longer than a year', { endsOn: addDays(TODAY, 366) }, {}, 'exceptions/date-out-of-range'],
    [
      'for process information for longer than half a year',
      { ground: 'process', endsOn: addDays(TODAY, 181) },
      {},
      'exceptions/date-out-of-range',
    ],
    ['without a public title', { publicTitle: null }, {}, 'exceptions/title-missing'],
    [
      'with a telephone number in its title',
      { publicTitle: '联系人13803150000的材料' },
      {},
      'exceptions/personal-data',
    ],
    ['for the count only, without a reason', { form: 'count' }, {}, 'exceptions/form-reason-missing'],
    ['for the count only, with a reason', { form: 'count', formReason: '登记本身即暴露库点' }, {}, undefined],
    [
      'for the count only, of what everybody can read',
      { form: 'count', formReason: '登记本身即暴露库点' },
      { open: true },
      'exceptions/already-public',
    ],
    [
      'whose entry would tell of a case nobody knows of',
      { subjectKind: 'case-field', element: 'content' },
      { known: false },
      'exceptions/entry-would-reveal',
    ],
    [
      'for a decision, from its own party',
      { subjectKind: 'document', element: null, scope: 'unit' },
      { addressed: true },
      'exceptions/party-must-see',
    ],
    [
      'for a decision, from society',
      { subjectKind: 'document', element: null, scope: 'concerned' },
      { addressed: true },
      undefined,
    ],
  ])('%s', (_, over, facts, code) => {
    expect(refusal(over, facts)).toBe(code);
  });

  it('never passes without a ground of law, a bounded date and a public form that explains itself', () => {
    const request = fc.record({
      subjectKind: fc.constantFrom(...SUBJECT_KINDS),
      element: fc.constantFrom(null, 'rulesOfExercise', 'conditions', 'content', 'party'),
      ground: fc.constantFrom(
        ...(Object.keys(GROUNDS) as (keyof typeof GROUNDS)[]),
        'internal-rule' as const,
      ),
      cited: fc.constantFrom('', '《统计法》第九条', '《局管理制度》第三条'),
      endsOn: fc.integer({ min: -30, max: 500 }).map((days) => addDays(TODAY, days)),
      form: fc.constantFrom('entry' as const, 'count' as const),
      publicTitle: fc.constantFrom(null, '储备库点'),
      formReason: fc.constantFrom(null, '登记本身会造成损害'),
      scope: fc.constantFrom(...NARROWER_SCOPES),
    });
    const facts = fc.record({ known: fc.boolean(), open: fc.boolean(), owed: fc.boolean() });
    fc.assert(
      fc.property(request, facts, (over, known) => {
        if (refusal(over, known) !== undefined) return;
        expect(isGround(over.ground)).toBe(true);
        expect(mayWithhold(over.subjectKind, over.element)).toBe(true);
        expect(over.endsOn > TODAY && over.endsOn <= addDays(TODAY, 365)).toBe(true);
        expect(over.form === 'entry' ? over.publicTitle : over.formReason).not.toBe(null);
        expect(known.owed).toBe(true);
        if (over.form === 'count') expect(known.open).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('state secrets', () => {
  const typed = { ...REQUEST, grade: 'none' as const };
  it.each([
    ['a declared grade', { grade: 'secret' as const }, 'grade'],
    ['a mark in the reason', { reason: '涉及机密★1年的方案' }, 'reason'],
    ['a mark in the title', { publicTitle: '（秘密）储备方案' }, 'publicTitle'],
    ['a mark in the reason for the form', { formReason: '密级：绝密' }, 'formReason'],
    ['a mark in the citation', { cited: '秘密★' }, 'cited'],
    ['a marked file name', { documentTitle: '机密-库点.pdf' }, 'documentId'],
    ['a trade secret', { reason: '涉及商业秘密' }, undefined],
  ])('%s', (_, over, field) => {
    expect(findStateSecret({ ...typed, ...over })).toBe(field);
  });
});

describe('the way of a request', () => {
  it.each([
    ['requested', ['sign', 'refuse', 'withdraw'], 'sign'],
    ['signed', ['review', 'refuse', 'withdraw'], 'review'],
    ['reviewed', ['approve', 'refuse', 'withdraw'], 'approve'],
    ['in-force', ['file', 'keep', 'open'], undefined],
    ['refused', [], undefined],
    ['withdrawn', [], undefined],
    ['ended', [], undefined],
  ] as const)('%s: %j', (state, acts, turn) => {
    expect([actsIn(state), turnIn(state)]).toEqual([acts, turn]);
  });

  it('comes into force only through three names after the one who asked, all different', () => {
    const acts = fc.array(
      fc.record({ act: fc.constantFrom(...EXCEPTION_ACTS), person: fc.constantFrom('a', 'b', 'c', 'd') }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(acts, (tried) => {
        let state: (typeof EXCEPTION_STATES)[number] = 'requested';
        const done: { act: string; personId: string }[] = [{ act: 'request', personId: 'a' }];
        for (const { act, person } of tried) {
          const next = nextState(state, act);
          if (next === undefined || !fourEyes(person, act, done)) continue;
          state = next;
          done.push({ act, personId: person });
          if (state !== 'in-force') continue;
          const names = done.filter((d) => ['request', 'sign', 'review', 'approve'].includes(d.act));
          expect(names.map((d) => d.act)).toEqual(['request', 'sign', 'review', 'approve']);
          expect(new Set(names.map((d) => d.personId)).size).toBe(4);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['keep', 'a', false],
    ['keep', 'b', true],
    ['open', 'a', true],
    ['refuse', 'b', true],
    ['sign', 'a', false],
    ['approve', 'b', false],
    ['approve', 'c', true],
  ] as const)('%s by %s after a asked and b signed: %s', (act, person, may) => {
    const done = [
      { act: 'request', personId: 'a' },
      { act: 'sign', personId: 'b' },
    ];
    expect(fourEyes(person, act, done)).toBe(may);
  });
});

describe('the date', () => {
  const of = { state: 'in-force' as const, endsOn: LegalDay.parse('2026-12-31') };
  it.each([
    ['2026-11-30', false, false],
    ['2026-12-01', true, false],
    ['2026-12-31', true, false],
    ['2027-01-01', true, true],
  ])('on %s: due %s, lapsed %s', (day, due, lapsed) => {
    const today = LegalDay.parse(day);
    expect([isDueForReview(of, today), hasLapsed(of, today)]).toEqual([due, lapsed]);
    expect(hasLapsed({ ...of, state: 'ended' }, today)).toBe(false);
  });
});

describe('who opens a narrowed document', () => {
  it.each([
    ['party', ['concerned', 'on-application']],
    ['staff', ['unit', 'concerned', 'on-application']],
    ['leader', [...NARROWER_SCOPES]],
  ] as const)('%s: %j', (reader, scopes) => {
    expect(NARROWER_SCOPES.filter((scope) => opensDocument(reader, scope))).toEqual(scopes);
  });
});

describe('what a publication keeps back', () => {
  const until = LegalDay.parse('2027-05-26');
  const hold = (name: string, form: 'entry' | 'count' = 'entry'): FieldHold => ({
    exceptionId: 'x',
    names: committedNames('case-field', name),
    form,
    ground: '第十五条',
    until,
  });
  const field = (name: string, value: string, over: Partial<FixedField> = {}): FixedField => ({
    name,
    value,
    treatment: 'open',
    basis: '条例',
    masks: [],
    ...over,
  });
  const committed: Committed[] = [
    { rev: 1, name: 'party', audience: 'society', open: false, value: '唐山某公司' },
    { rev: 1, name: 'party.masked', audience: 'society', open: false, value: '唐山**公司' },
  ];

  it('a new field is committed withheld, with ground and date', () => {
    const composed = composeRevision([field('content', '准予'), field('state', 'served')], []);
    expect(keepBack(composed, [hold('content')])).toEqual({
      opens: [],
      fields: [
        { name: 'content', value: '准予', state: 'withheld', ground: '第十五条', until },
        { name: 'state', value: 'served', state: 'open' },
      ],
      kept: [{ exceptionId: 'x', rev: 'this', name: 'content' }],
    });
  });

  it('a new field is not committed at all where only the count is public', () => {
    const composed = composeRevision([field('content', '准予')], []);
    expect(keepBack(composed, [hold('content', 'count')])).toEqual({
      opens: [],
      fields: [],
      kept: [{ exceptionId: 'x', rev: null, name: 'content', value: '准予' }],
    });
  });

  it.each([
    ['open', 'party'],
    ['mask', 'party.masked'],
  ] as const)('a committed field that would be shown (%s) stays closed', (treatment, name) => {
    const composed = composeRevision([field('party', '唐山某公司', { treatment })], committed);
    expect(composed.opens).toEqual([[1, name]]);
    expect(keepBack(composed, [hold('party')])).toEqual({
      opens: [],
      fields: [],
      kept: [{ exceptionId: 'x', rev: 1, name }],
    });
  });

  it('what a reviewer masked stays masked in what is kept', () => {
    const masks = [
      { start: 2, end: 13, kind: 'mobile' as const, replacement: '138****0000', confirmed: true },
    ];
    const composed = composeRevision([field('content', '电话13803150000', { masks })], []);
    expect(JSON.stringify(keepBack(composed, [hold('content')]))).not.toContain('13803150000');
  });

  it('nothing of other fields, whatever is held', () => {
    const names = fc.uniqueArray(fc.constantFrom('content', 'register', 'state', 'number'));
    fc.assert(
      fc.property(names, fc.constantFrom('content', 'register'), (shown, held) => {
        const composed = composeRevision(
          shown.map((name) => field(name, `value of ${name}`)),
          [],
        );
        const { fields } = keepBack(composed, [hold(held)]);
        const open = fields.filter(({ state }) => state === 'open').map(({ name }) => name);
        expect(open).toEqual(shown.filter((name) => name !== held));
      }),
    );
  });
});

it('elements are committed under a name of their own that the ledger takes', () => {
  for (const element of WITHHOLDABLE_ELEMENTS)
    expect(committedNames('power-field', element)).toEqual([`content.${element}`]);
});
