import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { repository } from '../../stack/repository.ts';

/** `npm start` as a terminal runs it: in a process group of its own, which Ctrl-C reaches as a whole. */
export class RunningStart {
  readonly #child: ChildProcess;
  readonly #over: Promise<number | null>;
  output = '';

  constructor(args: string[], env: Record<string, string> = {}) {
    const script = join(repository.root, 'scripts', 'run.mjs');
    this.#child = spawn(process.execPath, [script, 'start', ...args], {
      cwd: repository.root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
    this.#over = new Promise((resolve) => this.#child.on('close', resolve));
    onTestFinished(() => this.signal('SIGINT').then(() => {}));
  }

  /** Waits for a text in the output; fails with the whole output when the start ends before. */
  async says(text: string | RegExp): Promise<void> {
    const found = () => (typeof text === 'string' ? this.output.includes(text) : text.test(this.output));
    while (!found()) {
      const over = await Promise.race([this.#over.then(() => true), sleep(50, false)]);
      if (over && !found()) {
        throw new Error(`The start ended without saying ${text}:\n${this.output}`);
      }
    }
  }

  /** The exit code, once it has ended. */
  ended(): Promise<number | null> {
    return this.#over;
  }

  /** Sends what Ctrl-C sends to everything in the terminal's foreground, and waits for the end. */
  async signal(signal: 'SIGINT' | 'SIGTERM', whom: 'group' | 'leader' = 'group'): Promise<number | null> {
    const pid = this.#child.pid;
    if (pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null) {
      process.kill(whom === 'group' ? -pid : pid, signal);
    }
    return this.#over;
  }
}

/** The processes of this machine whose command line holds a text; needs /proc, so Linux. */
export function processesWith(text: string): { pid: number; command: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    const file = join('/proc', name, 'cmdline');
    if (!/^\d+$/.test(name) || Number(name) === process.pid || !existsSync(file)) {
      return [];
    }
    const command = readFileSync(file, 'utf8').replaceAll('\0', ' ');
    return command.includes(text) ? [{ pid: Number(name), command }] : [];
  });
}
