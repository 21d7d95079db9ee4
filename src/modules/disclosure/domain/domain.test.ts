import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeRevision, type Committed } from './compose-revision.ts';
import type { FieldRule } from './field-rule.ts';
import { isVisible, KINDS, meets } from './kinds.ts';
import { showsItem, toPublicCase, type SeenRevision } from './public-case.ts';
import { decideMasks, fixView, publicValue, type ViewField } from './public-view.ts';
import { isLate, metAt } from './punctuality.ts';
import { READERS, SCOPES, sees } from './scopes.ts';

const scope = fc.constantFrom(...SCOPES);
const rule: fc.Arbitrary<FieldRule> = fc.record({
  scope,
  treatment: fc.constantFrom('open', 'mask', 'withhold'),
  review: fc.constantFrom('auto', 'person'),
  basis: fc.constant('条例第十五条'),
});
const PHONE = '13803150000';
const text = fc
  .array(fc.constantFrom('当事人', '，电话', PHONE, '。', '经查', '110105194912310022'), { maxLength: 6 })
  .map((parts) => parts.join('，'));
const field: fc.Arbitrary<ViewField> = fc.record({
  name: fc.constantFrom('content', 'party', 'decision', 'register'),
  value: text,
  rule,
});

describe('who sees which scope', () => {
  it.each([
    ['anybody', ['society']],
    ['party', ['concerned', 'society']],
    ['applicant', ['on-application', 'society']],
    ['staff', ['unit', 'society']],
    ['leader', ['leadership', 'unit', 'society']],
  ] as const)('%s', (reader, expected) => {
    expect(SCOPES.filter((s) => sees(reader, s)).sort()).toEqual([...expected].sort());
  });

  it('nobody but the party sees what concerns the party, and society’s scope is everybody’s', () => {
    fc.assert(
      fc.property(fc.constantFrom(...READERS), scope, (reader, s) => {
        if (s === 'society') expect(sees(reader, s)).toBe(true);
        if (s === 'concerned') expect(sees(reader, s)).toBe(reader === 'party');
      }),
    );
  });
});

describe('what society may know to be owed', () => {
  it.each([
    ['run-register', 'society', 'OPEN', true],
    ['run-register', 'society', 'SEALED', false],
    ['case-decision', 'society', 'SEALED', true],
    ['case-decision', 'society', 'NONE', false],
    ['case-decision', 'concerned', 'OPEN', false],
    ['power-version', 'society', 'OPEN', true],
  ] as const)('%s %s %s: %s', (kind, s, commitmentClass, expected) => {
    expect(isVisible(kind, s, commitmentClass)).toBe(expected);
  });

  it('is met by its own publication or its own act, never by another', () => {
    expect(meets('case-decision', { act: 'publish', publishedAs: 'case-decision' })).toBe(true);
    expect(meets('case-decision', { act: 'publish', publishedAs: 'run-register' })).toBe(false);
    expect(meets('case-decision', { act: 'publish', publishedAs: undefined })).toBe(false);
    expect(meets('power-version', { act: 'publish', publishedAs: undefined })).toBe(true);
    expect(meets('case-accepted', { act: 'accept', publishedAs: undefined })).toBe(true);
    expect(meets('case-accepted', { act: 'stage', publishedAs: 'case-stage' })).toBe(false);
    expect(Object.values(KINDS).every(({ type, schema }) => schema === `${type}/1`)).toBe(true);
  });
});

describe('punctuality', () => {
  const leaf = new Date('2026-11-23T09:00:00Z');
  const later = (seconds: number) => new Date(leaf.getTime() + seconds * 1000);
  it.each([
    [0, 0],
    [599, 0],
    [600, 0],
    [601, 601],
    [-1, -1],
  ])('covered %i s after the leaf counts %i s after it', (covered, counted) => {
    expect(metAt(leaf, later(covered))).toEqual(later(counted));
  });
  it('is late at the due instant, not before', () => {
    expect([isLate(leaf, later(-1)), isLate(leaf, leaf), isLate(leaf, later(1))]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('the public view', () => {
  it('keeps nothing of a narrower scope, and never queues data of a person in the open', () => {
    fc.assert(
      fc.property(fc.array(field, { maxLength: 5 }), (fields) => {
        const view = fixView(fields);
        expect(view.fields.length).toBe(fields.filter((f) => f.rule.scope === 'society').length);
        if (view.state !== 'queued') return;
        for (const fixed of view.fields)
          expect(JSON.stringify(publicValue(fixed) ?? '')).not.toContain(PHONE);
      }),
    );
  });

  it('waits for a person when a rule says so or data of a person turn up; else it goes by itself', () => {
    const one = (value: string, over: Partial<FieldRule> = {}) =>
      fixView([
        {
          name: 'content',
          value,
          rule: { scope: 'society', treatment: 'open', review: 'auto', basis: '', ...over },
        },
      ]);
    expect(one('准予').state).toBe('queued');
    expect(one('准予', { review: 'person' }).state).toBe('awaiting-review');
    expect(one(`电话${PHONE}`).state).toBe('awaiting-review');
    expect(one(`电话${PHONE}`, { treatment: 'mask' }).state).toBe('queued');
    expect(one(`电话${PHONE}`, { treatment: 'withhold', review: 'person' }).state).toBe('queued');
    expect(publicValue(one(`电话${PHONE}`, { treatment: 'mask' }).fields[0]!)).toBe('电话138****0000');
  });

  it('is decided place by place: confirmed, dropped, added; none may be forgotten or overlap', () => {
    const [fixed] = fixView([
      {
        name: 'content',
        value: `王某，${PHONE}`,
        rule: { scope: 'society', treatment: 'open', review: 'auto', basis: '' },
      },
    ]).fields;
    const hit = fixed!.masks[0]!;
    const at = { start: hit.start, end: hit.end };
    const decided = decideMasks(fixed!, [
      { ...at, replacement: null },
      { start: 0, end: 2, replacement: '某人' },
    ]);
    expect(typeof decided === 'object' && publicValue(decided)).toBe(`某人，${PHONE}`);
    expect(decideMasks(fixed!, [])).toBe('undecided');
    expect(
      decideMasks(fixed!, [
        { ...at, replacement: '*' },
        { ...at, replacement: '*' },
      ]),
    ).toBe('misplaced');
    expect(
      decideMasks(fixed!, [
        { ...at, replacement: '*' },
        { start: 0, end: 99, replacement: '*' },
      ]),
    ).toBe('misplaced');
    expect(
      decideMasks(fixed!, [
        { ...at, replacement: '*' },
        { start: 1, end: 1, replacement: '*' },
      ]),
    ).toBe('misplaced');
  });
});

describe('the revision a view becomes', () => {
  const committed: fc.Arbitrary<Committed[]> = fc.array(
    fc.record({
      rev: fc.integer({ min: 1, max: 3 }),
      name: fc.constantFrom('content', 'party', 'party.masked', 'decision'),
      audience: fc.constantFrom('society', 'party'),
      open: fc.boolean(),
      value: text,
    }),
    { maxLength: 6 },
  );

  it('never opens what is the party’s, nothing open twice, and nothing withheld', () => {
    fc.assert(
      fc.property(fc.array(field, { maxLength: 4 }), committed, (fields, before) => {
        const { opens, fields: added } = composeRevision(fixView(fields).fields, before);
        for (const [rev, name] of opens)
          expect(
            before.some((c) => c.rev === rev && c.name === name && c.audience === 'society' && !c.open),
          ).toBe(true);
        for (const one of added)
          if (one.state === 'open')
            expect(before.some((c) => c.name === one.name && c.audience === 'party')).toBe(false);
      }),
    );
  });

  it('opens the masked form in the place of the original', () => {
    const view = { name: 'party', value: '赵小明', treatment: 'open', basis: '', masks: [] } as const;
    const own: Committed = { rev: 1, name: 'party', audience: 'party', open: false, value: '赵小明' };
    const masked: Committed = {
      rev: 1,
      name: 'party.masked',
      audience: 'society',
      open: false,
      value: '赵某某',
    };
    expect(composeRevision([view], [own, masked])).toEqual({ opens: [[1, 'party.masked']], fields: [] });
    expect(composeRevision([view], [own])).toEqual({ opens: [], fields: [] });
    expect(composeRevision([view], [])).toMatchObject({
      fields: [{ name: 'party', value: '赵小明', state: 'open' }],
    });
  });
});

describe('what is seen of a case', () => {
  const accepted: SeenRevision = {
    rev: 1,
    act: 'accept',
    fields: [
      { name: 'acceptedOn', state: 'open', value: '2026-11-02' },
      { name: 'number', state: 'withheld' },
    ],
  };
  it.each([
    ['committed only', [], { number: null, powerCode: null, state: 'accepted', closed: false }],
    [
      'served',
      [{ rev: 2, act: 'publish', fields: [{ name: 'state', state: 'open', value: 'served' }] }],
      { state: 'served', closed: true },
    ],
    ['erased', [{ rev: 2, act: 'publish', fields: [{ name: 'number', state: 'erased' }] }], { number: null }],
  ] as const)('%s', (_, more, expected) => {
    expect(toPublicCase([accepted, ...more])).toMatchObject(expected);
  });
  it('is nothing once it is taken down, and nothing before it is committed', () => {
    expect(toPublicCase([accepted, { rev: 2, act: 'withdraw', fields: [] }])).toBe(undefined);
    expect(toPublicCase([])).toBe(undefined);
  });
  it('shows an item from five running cases on, or when it was opened', () => {
    expect([showsItem(false, 4), showsItem(false, 5), showsItem(true, 0)]).toEqual([false, true, true]);
  });
});
