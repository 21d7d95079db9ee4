/** The four logins (DECISIONS §5). Only the migrator owns; grants per table stand in the migrations. */
export const ROLES = ['migrator', 'app', 'sequencer', 'signer'] as const;
export type RoleName = (typeof ROLES)[number];

/** What a DBA runs once on an external server: `doctor --roles-sql`. Passwords are placeholders to be replaced. */
export function rolesSql(database: string, passwordOf: (role: RoleName) => string): string {
  const q = (s: string): string => `'${s.replaceAll("'", "''")}'`;
  const id = (s: string): string => `"${s.replaceAll('"', '""')}"`;
  return [
    ...ROLES.map((r) => `CREATE ROLE chengming_${r} LOGIN PASSWORD ${q(passwordOf(r))};`),
    `ALTER DATABASE ${id(database)} OWNER TO chengming_migrator;`,
    `GRANT CONNECT ON DATABASE ${id(database)} TO chengming_app, chengming_sequencer, chengming_signer;`,
    `REVOKE ALL ON DATABASE ${id(database)} FROM PUBLIC;`,
  ].join('\n');
}
