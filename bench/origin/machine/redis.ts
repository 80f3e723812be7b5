/** A Redis on loopback that keeps nothing on disk; stopped by its process id. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../scripts/stack/ports.ts';
import { end, start, UnableToServe } from './servers.ts';

export interface Redis {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

/** Resolves when it takes connections. */
export async function startRedis(program: string, folder: string): Promise<Redis> {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
  const child = start(program, args);
  for (let tries = 0; tries < 100; tries++) {
    if (await isUp(port)) return { port, pid: child.pid ?? 0, stop: () => end(child) };
    await sleep(50);
  }
  await end(child);
  throw new UnableToServe('Redis does not answer.');
}

async function isUp(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
