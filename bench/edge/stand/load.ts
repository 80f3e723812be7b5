/** Requests per second of an address: by `wrk` where it is installed, else by a loop of our own. */
import { execFile } from 'node:child_process';
import { Agent, get } from 'node:http';
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

/** `host`: the authority that is asked for, where it is not that of the address. */
export async function load(
  using: 'wrk' | 'fetch',
  url: string,
  seconds: number,
  host?: string,
): Promise<Round> {
  const before = await childCpuSeconds();
  const rate = await (using === 'wrk' ? byWrk(url, seconds, host) : byHttp(url, seconds, host));
  const after = await childCpuSeconds();
  const used = before === null || after === null ? Number.NaN : after - before;
  return { rate, cpu: (used / (rate * seconds)) * 1_000_000 };
}

async function byWrk(url: string, seconds: number, host: string | undefined): Promise<number> {
  const headers = host === undefined ? [] : ['-H', `Host: ${host}`];
  const { stdout } = await run('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, ...headers, url]);
  const rate = /Requests\/sec:\s*([\d.]+)/.exec(stdout)?.[1];
  if (rate === undefined || /Non-2xx/.test(stdout)) throw new Error(stdout);
  return Number(rate);
}

async function byHttp(url: string, seconds: number, host: string | undefined): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const end = performance.now() + seconds * 1000;
  let count = 0;
  const client = async () => {
    while (performance.now() < end) {
      const status = await ask(url, agent, host);
      if (status !== 200) throw new Error(`${url} answered ${status}`);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  agent.destroy();
  return count / seconds;
}

/** One visit to its last byte; gives the status. `fetch` would not let the host be named. */
export function ask(url: string, agent: Agent, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = host === undefined ? {} : { Host: host };
    get(url, { agent, headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    }).on('error', reject);
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}
