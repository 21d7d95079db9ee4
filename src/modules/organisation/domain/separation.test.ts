import { expect, it } from 'vitest';
import { separationFindings } from './separation.ts';

const at = (personId: string, officeId: string) => ({
  personId,
  officeId,
  postId: `${personId}-${officeId}`,
});

it.each([
  ['apart', [at('a', 'approve'), at('b', 'watch')], []],
  [
    'one person on both sides',
    [at('a', 'approve'), at('a', 'watch')],
    [{ code: 'separation/handles-and-supervises', personId: 'a', exempt: false }],
  ],
  [
    'the head is exempt and shown',
    [at('h', 'approve'), at('h', 'watch')],
    [{ code: 'separation/handles-and-supervises', personId: 'h', exempt: true }],
  ],
  ['two handling posts are nobody’s business here', [at('a', 'approve'), at('a', 'decide')], []],
])('%s', (_, assignments, findings) => {
  expect(
    separationFindings({ supervisionOffices: new Set(['watch']), headPersonId: 'h', assignments }),
  ).toEqual(findings);
});
