import { expect, it } from 'vitest';
import { sectionsFor } from './sections.ts';

const shown = (
  roles: readonly string[],
  takesFilingsOnly: boolean,
  agencyRoles: readonly string[] = roles,
): readonly string[] =>
  sectionsFor({
    roles: [...roles],
    roleOffices: agencyRoles.map((role) => ({ role, officeId: null })),
    agency: { id: '', slug: '', name: '', takesFilingsOnly },
  }).map(({ to }) => to);

it('a body that only takes filings sees what it can use, and the way in for powers of its own', () => {
  expect(shown(['review-office'], true)).toEqual([
    '/',
    '/powers/import',
    '/laws',
    '/filing-inbox',
    '/organisation',
  ]);
  expect(shown(['handler'], true)).toEqual(['/', '/laws', '/organisation']);
});

it('a body with powers sees every section its people have a role in', () => {
  expect(shown(['review-office'], false)).toEqual(
    expect.arrayContaining([
      '/cases',
      '/powers',
      '/campaigns',
      '/clarification',
      '/filings',
      '/filing-inbox',
      '/rules',
    ]),
  );
  expect(shown(['handler'], false)).not.toContain('/powers');
});

it('a registrar of one office is not offered the import of a whole list', () => {
  expect(shown(['registrar'], false)).toContain('/powers/import');
  expect(shown(['registrar'], false, [])).toContain('/powers');
  expect(shown(['registrar'], false, [])).not.toContain('/powers/import');
});

it('a leader of some offices is not led to filings, which are about the whole body', () => {
  expect(shown(['leader'], false)).toEqual(expect.arrayContaining(['/filings', '/filing-inbox']));
  const some = shown(['leader'], false, []);
  expect(some).toEqual(expect.arrayContaining(['/powers', '/deliberation']));
  expect(some).not.toContain('/filings');
  expect(some).not.toContain('/filing-inbox');
});
