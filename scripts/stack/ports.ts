import { createServer } from 'node:net';
import { UnableToStart } from './failure.ts';

const LOOPBACK = '127.0.0.1';

/** Refuses to go on when somebody else listens on the port, and names the option that moves it. */
export async function assertPortFree(port: number, option: '--port' | '--edge-port'): Promise<void> {
  if (!(await canListen(port))) {
    throw new UnableToStart(
      `Port ${port} is in use on this machine: end the program that uses it, or choose another port with ${option}.`,
    );
  }
}

/** A port that is free now, for tests that do not care which. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') {
    throw new UnableToStart('The system gave no free port.');
  }
  return address.port;
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
  });
}
