import { describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import { isPublic, publicApprovals } from './public-approvals.ts';

const at = new Date('2026-11-23T02:00:00Z');
const digest = Buffer.from('ab', 'hex');
const approval = (act: string, voided = false) => ({ act, voided, postName: `${act}的岗位`, at, digest });

describe('what society reads of the approvals of a version', () => {
  it.each([
    ['sign', false, true],
    ['countersign', false, true],
    ['pass', false, true],
    ['resolve', false, true],
    ['sign', true, false],
    ['return', false, false],
    ['publish', false, false],
  ])('%s, void %s: %s', (act, voided, expected) => {
    expect(isPublic({ act, voided })).toBe(expected);
  });

  it('is posts, days and digests in their order, the resolution last', () => {
    const resolution = {
      bodyName: '局长办公会',
      number: '唐商办决〔2026〕1号',
      on: LegalDay.parse('2026-11-24'),
    };
    expect(
      publicApprovals(
        [approval('sign', true), approval('return'), approval('sign')],
        { resolution, digest },
        true,
      ),
    ).toEqual([
      { act: 'sign', post: 'sign的岗位', on: '2026-11-23', digest: 'ab' },
      { act: 'resolve', post: '局长办公会', number: '唐商办决〔2026〕1号', on: '2026-11-24', digest: 'ab' },
    ]);
  });

  it('has no digest where part of what was signed is withheld', () => {
    expect(publicApprovals([approval('sign')], { resolution: undefined, digest }, false)).toEqual([
      { act: 'sign', post: 'sign的岗位', on: '2026-11-23' },
    ]);
  });
});
