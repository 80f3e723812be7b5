/** One round of load on one site: requests per second, and CPU per request of web server, PHP and Redis together. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cpuSeconds } from '../machine/cpu.ts';
import type { Programs } from '../machine/programs.ts';
import type { Redis } from '../machine/redis.ts';
import type { Servers } from '../machine/servers.ts';

const run = promisify(execFile);

export interface Round {
  /** Requests per second. */
  rate: number;
  /** Microseconds of CPU per request. */
  cpu: number;
}

export interface Load {
  url: string;
  encoding: 'gzip' | 'identity';
  connections: number;
  seconds: number;
  /** A Lua script for wrk that asks for other paths than the one of the URL. */
  script?: string;
}

export type Loader = (load: Load) => Promise<Round>;

export class UnexpectedAnswer extends Error {}

export function loader(programs: Programs, servers: Servers, redis: Redis | null): Loader {
  return async ({ url, encoding, connections, seconds, script }) => {
    const headers = encoding === 'gzip' ? ['-H', 'Accept-Encoding: gzip'] : [];
    const paths = script === undefined ? [] : ['-s', script];
    const parents = [servers.nginx, servers.fpm, ...(redis === null ? [] : [redis.pid])];
    const before = await cpuSeconds(parents);
    const args = ['-t1', `-c${connections}`, `-d${seconds}s`, ...headers, ...paths, url];
    const { stdout } = await run(programs.wrk, args);
    const used = (await cpuSeconds(parents)) - before;
    const requests = Number(/(\d+) requests in/.exec(stdout)?.[1]);
    const rate = Number(/Requests\/sec:\s*([\d.]+)/.exec(stdout)?.[1]);
    if (!(rate > 0) || /Non-2xx|Socket errors/.test(stdout)) throw new UnexpectedAnswer(`${url}\n${stdout}`);
    return { rate, cpu: (used / requests) * 1_000_000 };
  };
}
