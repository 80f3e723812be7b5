import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { assertPortFree, freePort } from '../stack/ports.ts';

async function occupy(port: number, host: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
}

test('a free port is accepted', async () => {
  await expect(assertPortFree(await freePort(), '--port')).resolves.toBeUndefined();
});

test.each(['--port', '--edge-port'] as const)('a busy port is refused, naming %s', async (option) => {
  const port = await freePort();
  await occupy(port, '127.0.0.1');
  await expect(assertPortFree(port, option)).rejects.toThrow(
    `Port ${port} is in use on this machine: end the program that uses it, or choose another port with ${option}.`,
  );
});

test('a port that another program has on all interfaces is busy too', async () => {
  const port = await freePort();
  await occupy(port, '0.0.0.0');
  await expect(assertPortFree(port, '--port')).rejects.toThrow(/in use/);
});
