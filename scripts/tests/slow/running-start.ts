import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { repository } from '../../stack/repository.ts';

/** `npm start` as a terminal runs it: in a process group of its own, which Ctrl-C reaches as a whole. */
export class RunningStart {
  readonly #child: ChildProcess;
  readonly #mark = `DYNAMIC_CACHE_TEST_START=${randomUUID()}`;
  readonly #over: Promise<number | null>;
  output = '';

  constructor(args: string[], env: Record<string, string> = {}) {
    const script = join(repository.root, 'scripts', 'run.mjs');
    this.#child = spawn(process.execPath, [script, 'start', ...args], {
      cwd: repository.root,
      // Handed down to everything that the start starts, so that each of them can be found.
      env: { ...process.env, ...env, DYNAMIC_CACHE_TEST_START: this.#mark.split('=')[1] },
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

  /** What it started and what still runs: process ids with their command lines. Needs /proc, so Linux. */
  processes(): { pid: number; command: string }[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && read(name, 'environ').split('\0').includes(this.#mark))
      .map((name) => ({ pid: Number(name), command: read(name, 'cmdline').replaceAll('\0', ' ') }));
  }
}

function read(pid: string, file: string): string {
  try {
    return readFileSync(join('/proc', pid, file), 'utf8');
  } catch {
    // It has ended in the meantime.
    return '';
  }
}
