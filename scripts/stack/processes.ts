import { type SpawnOptions, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lifetime } from './lifetime.ts';

/** What a short command printed and how it ended. */
export type CommandResult = { ok: boolean; stdout: string; stderr: string };

/** Runs a command to its end, or to the signal's; one that does not exist is an ordinary failure. */
export function runCommand(
  command: string,
  args: string[],
  options: { cwd?: string; signal?: AbortSignal; env?: Record<string, string> } = {},
): Promise<CommandResult> {
  const { signal, env, ...rest } = options;
  return new Promise((resolve) => {
    // A group of its own where it can be cut short, because `npm` and its like leave what they started behind.
    const child = spawn(command, args, {
      ...rest,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: signal !== undefined,
    });
    const cutShort = () => child.pid !== undefined && signalGroup(child.pid, 'SIGKILL');
    signal?.addEventListener('abort', cutShort, { once: true });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const end = (ok: boolean, complaint = '') => {
      signal?.removeEventListener('abort', cutShort);
      resolve({ ok, stdout, stderr: stderr + complaint });
    };
    child.on('error', (error) => end(false, error.message));
    child.on('close', (code) => end(code === 0));
  });
}

/** A server to keep running: its name is what the person reads when it dies. */
export type Server = {
  name: string;
  command: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
  logFile: string;
};

/** Starts a server in a process group of its own and hands it to the lifetime. */
export async function startServer(server: Server, lifetime: Lifetime): Promise<{ gone: () => boolean }> {
  const log = openSync(server.logFile, 'a');
  const options: SpawnOptions = {
    cwd: server.cwd,
    env: { ...process.env, ...server.env },
    stdio: ['ignore', log, log],
    // A group of its own: Ctrl-C in the terminal reaches us alone, and we end parent and workers together
    // (`php -S` leaves its workers behind when only the parent is ended).
    detached: true,
  };
  const child = spawn(server.command, server.args, options);
  closeSync(log);
  let over = false;
  const end = (how: string) => {
    over = true;
    lifetime.reportDeath(`${server.name} has ended (${how}); its log is ${server.logFile}.`);
  };
  child.on('error', (error) => end(error.message));
  child.on('exit', (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`));
  const group = child.pid;
  if (group !== undefined) {
    // For an exit that nobody announced, such as an error that nobody caught.
    const atExit = () => signalGroup(group, 'SIGKILL');
    process.once('exit', atExit);
    await lifetime.hold(async () => {
      await endGroup(group);
      process.off('exit', atExit);
    });
  }
  return { gone: () => over };
}

// First what Ctrl-C sends: after it PHP's server lets running requests end and waits for its workers, which it does
// not do after SIGTERM.
const WAYS_TO_END: [NodeJS.Signals, number][] = [
  ['SIGINT', 2500],
  ['SIGTERM', 2500],
  ['SIGKILL', 2500],
];

/** Ends every process of a group, less and less politely. */
export async function endGroup(group: number): Promise<void> {
  for (const [signal, patience] of WAYS_TO_END) {
    if (await endedBy(group, signal, patience)) {
      return;
    }
  }
}

async function endedBy(group: number, signal: NodeJS.Signals, patience: number): Promise<boolean> {
  signalGroup(group, signal);
  for (const deadline = Date.now() + patience; Date.now() < deadline; ) {
    if (!signalGroup(group, 0)) {
      return true;
    }
    await sleep(25);
  }
  return false;
}

function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}
