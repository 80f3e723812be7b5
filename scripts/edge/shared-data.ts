/**
 * One data folder, several edges. workerd holds its SQLite files under an exclusive lock, so a second workerd cannot
 * open them (tried with 5.20261102: SQLITE_BUSY). The first start therefore runs spare isolates beside its own; a later
 * start takes one over, and its port leads there. Isolates share the databases and nothing in memory.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { Strategy } from '@dynamic-cache/contracts/settings';
import { z } from 'zod';
import { UnableToStart } from '../stack/failure.ts';
import type { Lifetime } from '../stack/lifetime.ts';
import type { EdgeOptions } from './options.ts';

const Running = z.object({
  pid: z.int(),
  origin: z.string(),
  secret: z.string(),
  strategy: Strategy,
  spare: z.array(z.int()),
});

const record = (data: string) => join(data, 'edge.json');
const claim = (data: string, port: number) => join(data, `spare-${port}`);
const digest = (secret: string | null) =>
  createHash('sha256')
    .update(secret ?? '')
    .digest('hex');

/** Tells later starts which isolates are free. */
export async function shareData(
  data: string,
  { origin, secret, strategy }: EdgeOptions,
  spare: number[],
  lifetime: Lifetime,
): Promise<void> {
  for (const port of spare) rmSync(claim(data, port), { force: true });
  const running = { pid: process.pid, origin, secret: digest(secret), strategy, spare };
  writeFileSync(record(data), `${JSON.stringify(running)}\n`, { mode: 0o600 });
  await lifetime.hold(async () => rmSync(record(data), { force: true }));
}

/** A free isolate of the edge that runs on this folder; null when none runs there. */
export function joinRunning(data: string, options: EdgeOptions): number | null {
  mkdirSync(data, { recursive: true });
  if (!existsSync(record(data))) return null;
  const running = Running.safeParse(JSON.parse(readFileSync(record(data), 'utf8')));
  if (!running.success || !isAlive(running.data.pid)) return null;
  const { origin, secret, spare, strategy, pid } = running.data;
  if (origin !== options.origin) {
    throw new UnableToStart(
      `--data ${data} is in use by an edge before ${origin} (process ${pid}): choose another folder.`,
    );
  }
  if (secret !== digest(options.secret)) {
    throw new UnableToStart(
      `--secret differs from that of the edge that runs with --data ${data} (process ${pid}).`,
    );
  }
  if (strategy !== options.strategy) {
    throw new UnableToStart(`--data ${data} is in use under --strategy ${strategy} (process ${pid}).`);
  }
  const free = spare.find((port) => take(claim(data, port)));
  if (free === undefined) {
    throw new UnableToStart(
      `--data ${data} is shared by ${spare.length + 1} edges already, which is the most.`,
    );
  }
  return free;
}

/** Makes the port lead to an isolate, until the end. */
export async function leadTo(port: number, isolate: number, lifetime: Lifetime): Promise<void> {
  const server = createServer((client) => {
    const edge = connect(isolate, '127.0.0.1');
    client.pipe(edge).pipe(client);
    client.on('error', () => edge.destroy());
    edge.on('error', () => {
      client.destroy();
      lifetime.reportDeath('The edge whose isolate this is has ended.');
    });
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  await lifetime.hold(async () => void server.close());
}

function take(file: string): boolean {
  try {
    const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : null;
    if (owner !== null && isAlive(owner)) return false;
    rmSync(file, { force: true });
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
