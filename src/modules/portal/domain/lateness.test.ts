import { describe, expect, it } from 'vitest';
import { LegalDay } from '#kernel';
import { isLate } from './lateness.ts';

const day = (text: string) => LegalDay.parse(text);
const today = day('2026-11-26');

describe('a running case', () => {
  it.each([
    ['reviewing', false, '2026-11-25', true],
    ['reviewing', false, '2026-11-26', false],
    ['reviewing', false, null, false],
    ['special-procedure', false, '2026-11-25', false],
    ['suspended', false, '2026-11-25', false],
    ['decided', false, '2026-11-25', false],
    ['extended', false, '2026-11-25', true],
    ['served', true, '2026-11-25', false],
  ])('%s, closed %s, due %s: late is %s', (state, closed, dueOn, late) => {
    expect(isLate({ state, closed, dueOn: dueOn === null ? null : day(dueOn) }, today)).toBe(late);
  });
});
