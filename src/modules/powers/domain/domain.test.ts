import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { publicationBlockers } from './blockers.ts';
import { PowerContent } from './content.ts';
import { diffContents } from './diff.ts';
import { signedText } from './digest.ts';
import { departures, hasParent } from './inheritance.ts';
import { departuresFromParent, ParentEntry } from './parent-entry.ts';
import { defaultCommitmentClass, isOnApplication, POWER_TYPES } from './types.ts';

const demo = z
  .object({ items: z.array(z.object({ key: z.string(), status: z.string(), content: PowerContent })) })
  .parse(JSON.parse(await readFile('demo/data/powers.json', 'utf8')));
const licence = demo.items[0]!.content;
const REVIEW_FIRST = {
  ground: 'set-by-law',
  law: '行政复议法',
  article: '第二十三条第一款第五项',
  verified: true,
} as const;

describe('the demonstration catalogue', () => {
  it('holds 34 powers with every element that publication asks for', () => {
    expect(demo.items).toHaveLength(34);
    const stopped = demo.items
      .filter((item) => item.status === 'in-force')
      .flatMap((item) =>
        publicationBlockers({
          content: item.content,
          hasFlow: true,
          hasParent: true,
          withinLimit: true,
        }).map((b) => `${item.key} ${b.code}`),
      );
    expect(stopped).toEqual([]);
  });
});

describe('what stops publication', () => {
  const input = { content: licence, hasFlow: true, hasParent: true, withinLimit: true };
  it.each([
    ['powers/basis-missing', { ...input, content: { ...licence, legalBasis: [] } }],
    [
      'powers/licence-without-basis-in-law',
      {
        ...input,
        content: { ...licence, legalBasis: licence.legalBasis.map((b) => ({ ...b, verified: false })) },
      },
    ],
    ['powers/flow-unlawful', { ...input, flowFits: false }],
    ['powers/licence-without-parent', { ...input, hasParent: false }],
    ['powers/departs-from-parent', { ...input, departs: ['level'] }],
    ['powers/limit-missing', { ...input, content: { ...licence, committedLimit: undefined } }],
    ['powers/committed-exceeds-statutory', { ...input, withinLimit: false }],
    ['powers/conditions-missing', { ...input, content: { ...licence, conditions: [] } }],
    ['powers/remedies-missing', { ...input, content: { ...licence, review: undefined } }],
    [
      'powers/remedies-missing',
      { ...input, content: { ...licence, typeCode: '10', review: undefined, reviewFirst: REVIEW_FIRST } },
    ],
    [
      'powers/review-first-unverified',
      { ...input, content: { ...licence, reviewFirst: { ...REVIEW_FIRST, verified: false } } },
    ],
    ['powers/flow-missing', { ...input, hasFlow: false }],
    ['powers/complaint-missing', { ...input, content: { ...licence, complaintChannels: [] } }],
  ])('%s', (code, changed) => {
    expect(publicationBlockers(input)).toEqual([]);
    expect(publicationBlockers({ ...input, content: { ...licence, reviewFirst: REVIEW_FIRST } })).toEqual([]);
    expect(publicationBlockers(changed).map((b) => b.code)).toContain(code);
  });

  it.each([
    [60, 'cd', false],
    [90, 'cd', false],
    [3, 'month', false],
    [60, 'wd', true],
    [59, 'cd', true],
    [2, 'month', true],
  ] as const)('a time for review of %i %s: %s', (n, unit, stops) => {
    const review = { authority: '市政府', article: '行政复议法第二十条', limit: { n, unit } };
    const codes = publicationBlockers({ ...input, content: { ...licence, review } }).map((b) => b.code);
    expect(codes.includes('powers/review-limit-short')).toBe(stops);
  });
});

describe('inheritance', () => {
  it('locks code, type and level', () => {
    expect(departures(licence, { ...licence, name: '另一个名称' })).toEqual([]);
    expect(departures(licence, { ...licence, basicCode: '000121000000', level: '4' })).toEqual([
      'basicCode',
      'level',
    ]);
  });
  const entry = ParentEntry.parse({
    code: licence.basicCode,
    name: licence.parentName,
    typeCode: '01',
    levels: ['2', '3'],
    bases: [{ law: '中华人民共和国行政许可法', article: '第十二条' }],
    issuer: '国务院办公厅',
    edition: '2025',
  });
  it('rests on an entry in force, by code and type', () => {
    expect(hasParent(licence, entry)).toBe(true);
    expect(hasParent(licence, undefined)).toBe(false);
    expect(hasParent({ ...licence, typeCode: '02' }, entry)).toBe(false);
    expect(hasParent({ ...licence, basicCode: undefined }, entry)).toBe(false);
    expect(hasParent(licence, { ...entry, status: 'cancelled' })).toBe(false);
  });
  const law = { ...licence.legalBasis[0]!, law: '行政许可法' };
  const own = { ...licence, legalBasis: [law, { ...law, law: '地方条例' }] };
  it.each([
    ['name', { parentName: undefined, name: '别的名称' }],
    ['typeCode', { typeCode: '07' }],
    ['basicCode', { basicCode: '000121000000' }],
    ['level', { level: '4' }],
    ['legalBasis', { legalBasis: [{ ...law, law: '地方条例' }] }],
  ] as const)('%s is the entry’s', (field, change) => {
    expect(departuresFromParent(own, entry)).toEqual([]);
    expect(departuresFromParent(PowerContent.parse({ ...own, ...change }), entry)).toEqual([field]);
  });
  it('a sub-item adds to the name of its entry', () => {
    const named = { ...own, parentName: undefined, name: `${entry.name}(变更)` };
    expect(departuresFromParent(PowerContent.parse(named), entry)).toEqual([]);
  });
});

describe('signing', () => {
  const version = {
    content: licence,
    status: 'in-force',
    reason: '',
    changeBasis: '',
    commitmentClass: 'OPEN',
    flowVersionId: null,
  };
  it('covers every element', () => {
    for (const field of Object.keys(licence) as (keyof PowerContent)[]) {
      const changed = { ...version, content: { ...licence, [field]: undefined } };
      expect({ field, same: signedText(changed) === signedText(version) }).toEqual({ field, same: false });
    }
    expect(signedText({ ...version, reason: 'x' })).not.toBe(signedText(version));
    expect(signedText({ ...version, status: 'cancelled' })).not.toBe(signedText(version));
    expect(signedText({ ...version, commitmentClass: 'NONE' })).not.toBe(signedText(version));
  });
});

it('a difference names the elements and nothing else', () => {
  expect(diffContents(licence, licence)).toEqual([]);
  expect(diffContents(licence, { ...licence, committedLimit: { n: 7, unit: 'wd' } })).toEqual([
    { field: 'committedLimit', before: licence.committedLimit, after: { n: 7, unit: 'wd' } },
  ]);
});

it('every type has a class to start with, and penalties never start open', () => {
  for (const { code } of POWER_TYPES)
    expect(['OPEN', 'SEALED', 'NONE']).toContain(defaultCommitmentClass(code));
  expect(defaultCommitmentClass('02')).toBe('SEALED');
  expect(defaultCommitmentClass('05')).toBe('NONE');
  expect(isOnApplication('02')).toBe(false);
  expect([defaultCommitmentClass('98'), isOnApplication('98')]).toEqual(['SEALED', false]);
});
