import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DEMO_ACCOUNTS } from './accounts.ts';
import data from './data/organisation.json' with { type: 'json' };

const accountsAt = (post: string): readonly string[] =>
  DEMO_ACCOUNTS.filter(({ person }) => person === post).map(({ account }) => account);

it.each(['README.md', 'README.zh-CN.md'])(
  'a clean-up of the whole bureau can be run from its opening to its end with the accounts of %s',
  (name) => {
    const text = readFileSync(name, 'utf8');
    const listed = DEMO_ACCOUNTS.filter(({ account }) => text.includes(`\`${account}\``));
    for (const { key, head } of data.offices.filter(({ kind }) => kind === 'office')) {
      const posts = data.posts.filter(({ holders }) => holders[0] === head).map((post) => post.key);
      const signs = posts.flatMap(accountsAt).filter((one) => listed.some(({ account }) => account === one));
      expect(signs, key).toHaveLength(1);
    }
    // Nobody passes what they signed: the leading group office has a second member for the return of its own office.
    expect(
      listed.filter(
        ({ body, roles }) => body === undefined && roles.some(({ role }) => role === 'review-office'),
      ),
    ).toHaveLength(2);
    expect(listed.some(({ roles }) => roles.some(({ role }) => role === 'first-responsible'))).toBe(true);
  },
);
