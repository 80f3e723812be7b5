/** General mode as a user starts it: `npm run edge`, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

const SCRIPT = new URL('../../scripts/edge.ts', import.meta.url).pathname;
export const SECRET = 'secret-of-the-conformance-run';

export interface RunningEdge {
  port: number;
  stop(): Promise<void>;
}

/** Starts it and waits for its ready line. */
export async function startEdge(origin: number, options: { data?: string } = {}): Promise<RunningEdge> {
  const port = await freePort();
  const data = options.data === undefined ? [] : ['--data', options.data];
  const args = [
    '--origin',
    `http://127.0.0.1:${origin}`,
    '--port',
    String(port),
    '--marker',
    'off',
    '--secret',
    SECRET,
  ];
  const flags = ['--disable-warning=ExperimentalWarning', SCRIPT, ...args, ...data];
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'pipe'] });
  await ready(child);
  return { port, stop: () => stop(child) };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('The edge is ready')) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.on('exit', () => reject(new Error(said)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
