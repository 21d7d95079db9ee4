import { expectThat, Visitor } from './client.ts';

const PASSWORD = 'chengming-demo';
export type Say = (line: string) => void;
export type Staff = ReadonlyMap<string, Visitor>;

/** A session for everybody the tour needs; a wrong password is refused. */
export async function logIn(base: string, say: Say): Promise<Staff> {
  const accounts = [
    'window',
    'reviewer',
    'inspector',
    'head',
    'leader',
    'chief',
    'issuer',
    'publisher',
    'oversight',
    'register',
    'supervisor',
    'city',
    'province',
  ];
  const staff = new Map<string, Visitor>();
  for (const account of accounts) {
    const visitor = new Visitor(base);
    const answer = await visitor.call('/api/v1/session', { json: { account, password: PASSWORD } });
    expectThat(answer.status === 204, `登录 ${account}：${answer.status}`);
    staff.set(account, visitor);
  }
  const wrong = await new Visitor(base).call('/api/v1/session', {
    json: { account: 'window', password: 'not the password' },
  });
  expectThat(wrong.status === 401, '错误的密码没有被拒绝');
  say(`✓ ${accounts.length} 个岗位登录，错误密码被拒绝`);
  return staff;
}

/** Who is logged in as this account. */
export function of(staff: Staff, account: string): Visitor {
  const visitor = staff.get(account);
  expectThat(visitor !== undefined, `没有账号 ${account}`);
  return visitor;
}
