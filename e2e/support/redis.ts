/** A Redis of one journey: on loopback, on a free port, with a password and nothing on disk. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

export const REDIS_PASSWORD = 'a password of the journeys';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

/** Starts `redis-server`, which is a need of the tests (CONTRIBUTING.md); whoever starts it stops it. */
export async function startRedis(): Promise<{ port: number; stop: () => Promise<void> }> {
  const port = await freePort();
  const server = spawn(
    'redis-server',
    [
      '--bind',
      '127.0.0.1',
      '--port',
      String(port),
      '--save',
      '',
      '--appendonly',
      'no',
      '--requirepass',
      REDIS_PASSWORD,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const failed = once(server, 'exit').then(() => {
    throw new Error('redis-server does not start.');
  });
  const ready = (async () => {
    for await (const lines of server.stdout)
      if (String(lines).includes('Ready to accept connections')) return;
  })();
  failed.catch(() => {});
  await Promise.race([ready, failed]);
  server.stdout.resume();
  const stop = async () => {
    server.kill();
    if (server.exitCode === null) await once(server, 'exit');
  };
  return { port, stop };
}
