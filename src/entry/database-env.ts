import type { EmbeddedServer } from '#platform/database';

/** The four logins of an embedded server, as the configuration reads them. */
export function databaseEnv(server: EmbeddedServer): Record<string, string> {
  return {
    DATABASE_URL: server.url('app'),
    DATABASE_MIGRATOR_URL: server.url('migrator'),
    DATABASE_SEQUENCER_URL: server.url('sequencer'),
    DATABASE_SIGNER_URL: server.url('signer'),
  };
}
