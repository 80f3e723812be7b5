import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Lifetime } from '../stack/lifetime.ts';
import { runCommand, startServer } from '../stack/processes.ts';
import { temporaryFolder } from './temporary-folder.ts';

function shell(script: string) {
  const folder = temporaryFolder();
  const logFile = join(folder, 'log');
  return { name: 'Test server', command: 'sh', args: ['-c', script], env: {}, cwd: folder, logFile };
}

async function loggedPids(file: string, count: number): Promise<number[]> {
  for (;;) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const pids = text.split('\n').filter(Boolean).map(Number);
    if (pids.length >= count) {
      return pids;
    }
    await sleep(10);
  }
}

/** Runs; one that has ended and waits for its parent to notice (Z) does not. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

test('the end of a lifetime ends a server together with the workers that it started', async () => {
  const lifetime = new Lifetime();
  const server = shell('sleep 60 & echo $!; sleep 60 & echo $!; wait');
  await startServer(server, lifetime);
  const workers = await loggedPids(server.logFile, 2);
  expect(workers.map(isAlive)).toEqual([true, true]);
  await lifetime.end();
  expect(workers.map(isAlive)).toEqual([false, false]);
}, 15_000);

test('a server that does not listen to politeness is ended all the same', async () => {
  const lifetime = new Lifetime();
  const server = shell("trap '' INT TERM; echo $$; while :; do sleep 0.1; done");
  await startServer(server, lifetime);
  const [pid = 0] = await loggedPids(server.logFile, 1);
  await lifetime.end();
  expect(isAlive(pid)).toBe(false);
}, 15_000);

test('a server that ends by itself is reported with its name, code and log', async () => {
  const lifetime = new Lifetime();
  const server = shell('exit 3');
  await startServer(server, lifetime);
  expect(await lifetime.died).toBe(`Test server has ended (exit code 3); its log is ${server.logFile}.`);
});

test('a server that was asked to end is not reported', async () => {
  const lifetime = new Lifetime();
  await startServer(shell('sleep 60'), lifetime);
  await lifetime.end();
  expect(await Promise.race([lifetime.died, sleep(50, 'nothing')])).toBe('nothing');
});

test('what is handed over after the end is stopped at once', async () => {
  const lifetime = new Lifetime();
  await lifetime.end();
  const server = shell('echo $$; sleep 60');
  await startServer(server, lifetime);
  await sleep(50);
  const pid = Number(readFileSync(server.logFile, 'utf8'));
  expect(pid === 0 || !isAlive(pid)).toBe(true);
});

test('parts are stopped in reverse order, and one that fails does not keep the others', async () => {
  const lifetime = new Lifetime();
  const stopped: string[] = [];
  await lifetime.hold(async () => void stopped.push('database'));
  await lifetime.hold(() => Promise.reject(new Error('expected in this test')));
  await lifetime.hold(async () => void stopped.push('server'));
  await lifetime.end();
  expect(stopped).toEqual(['server', 'database']);
});

test('the end of a lifetime cuts a command short, with what it has started', async () => {
  const lifetime = new Lifetime();
  const server = shell('sleep 60 & echo $! > pid; wait');
  const running = runCommand(server.command, server.args, { cwd: server.cwd, signal: lifetime.signal });
  const [pid = 0] = await loggedPids(join(server.cwd, 'pid'), 1);
  await lifetime.end();
  expect(await running).toMatchObject({ ok: false });
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test('two who ask for the end at the same time both wait for it', async () => {
  const lifetime = new Lifetime();
  let stopped = false;
  await lifetime.hold(async () => {
    await sleep(30);
    stopped = true;
  });
  const first = lifetime.end();
  await lifetime.end();
  expect(stopped).toBe(true);
  await first;
});

test('a command that does not exist is an ordinary failure', async () => {
  const result = await runCommand('no-such-command-here', []);
  expect(result).toMatchObject({ ok: false, stderr: expect.stringContaining('ENOENT') });
});
