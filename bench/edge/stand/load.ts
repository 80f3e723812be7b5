/** Requests per second of an address: by `wrk` where it is installed, else by a loop of our own. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { childCpuSeconds } from './cpu.ts';

const run = promisify(execFile);

export const CONNECTIONS = 16;

/** Name of the tool that will be used. */
export async function tool(): Promise<'wrk' | 'fetch'> {
  return run('wrk', ['--version']).then(
    () => 'wrk',
    (error: { code?: unknown }) => (error.code === 'ENOENT' ? 'fetch' : 'wrk'),
  );
}

/** One round: how many requests a second, and how much CPU each took in workerd (microseconds). */
export interface Round {
  rate: number;
  cpu: number;
}

export async function load(using: 'wrk' | 'fetch', url: string, seconds: number): Promise<Round> {
  const before = await childCpuSeconds();
  const rate = await (using === 'wrk' ? byWrk(url, seconds) : byFetch(url, seconds));
  const after = await childCpuSeconds();
  const used = before === null || after === null ? Number.NaN : after - before;
  return { rate, cpu: (used / (rate * seconds)) * 1_000_000 };
}

async function byWrk(url: string, seconds: number): Promise<number> {
  const { stdout } = await run('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, url]);
  const rate = /Requests\/sec:\s*([\d.]+)/.exec(stdout)?.[1];
  if (rate === undefined || /Non-2xx/.test(stdout)) throw new Error(stdout);
  return Number(rate);
}

async function byFetch(url: string, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let count = 0;
  const client = async () => {
    while (performance.now() < end) {
      const response = await fetch(url);
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  return count / seconds;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}
