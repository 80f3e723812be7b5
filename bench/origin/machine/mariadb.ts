/** A MariaDB that is reached by its socket alone and forgets what it has; stopped by its process id. */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { end, start, UnableToServe } from './servers.ts';

const run = promisify(execFile);

export interface MariaDb {
  socket: string;
  pid: number;
  /** An empty database. */
  create(name: string): Promise<void>;
  /** A new database with what another holds. */
  copy(from: string, to: string): Promise<void>;
  stop(): Promise<void>;
}

/** Resolves when it takes connections. */
export async function startMariaDb(parent: string): Promise<MariaDb> {
  const folder = `${parent}/mariadb`;
  await mkdir(`${folder}/tmp`, { recursive: true });
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  // Temporary tables of its own: a server that starts deletes those that it finds, also another server's.
  const settings = ['--no-defaults', `--datadir=${folder}/data`, `--tmpdir=${folder}/tmp`, ...asRoot];
  await run('mariadb-install-db', [
    ...settings,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]);
  const socket = `${folder}/socket`;
  const files = [`--socket=${socket}`, `--pid-file=${folder}/pid`];
  const child = start('mariadbd', [...settings, ...files, '--skip-networking']);
  const sql = async (statements: string): Promise<string[]> => {
    const access = ['--no-defaults', `--socket=${socket}`, '--user=root', '--batch', '--skip-column-names'];
    const { stdout } = await run('mariadb', [...access, '-e', statements]);
    return stdout.split('\n').filter((line) => line !== '');
  };
  const create = async (name: string) => void (await sql(`CREATE DATABASE ${name}`));
  for (let tries = 0; tries < 200; tries++) {
    const isUp = await sql('SELECT 1').then(
      () => true,
      () => false,
    );
    if (isUp) {
      const copy = async (from: string, to: string) => {
        await create(to);
        const tables = await sql(`SHOW TABLES FROM ${from}`);
        // Drafts have dates of zeros.
        const copies = tables.map(
          (table) =>
            `CREATE TABLE ${to}.${table} LIKE ${from}.${table}; INSERT INTO ${to}.${table} SELECT * FROM ${from}.${table};`,
        );
        await sql(`SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'; ${copies.join(' ')}`);
      };
      return { socket, pid: child.pid ?? 0, create, copy, stop: () => end(child) };
    }
    await sleep(50);
  }
  await end(child);
  throw new UnableToServe('MariaDB does not answer.');
}
