/** Two sites under load in turns: requests per second and CPU time for each of them. `node SCRIPT [rounds] [seconds]` */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { promisify } from 'node:util';
import { median } from '../edge/load.ts';
import type { Hit, Site } from './site.ts';

export const [rounds = 7, seconds = 2] = process.argv.slice(2).map(Number);
export const ENCODINGS = ['gzip', 'identity'] as const;
const run = promisify(execFile);

/** One hit, without what a client library would take away. */
export function hit(site: Site, encoding: string): Promise<Hit> {
  return new Promise((resolve, reject) => {
    request(site.url, { headers: { 'Accept-Encoding': encoding } }, (response) => {
      const chunks: Uint8Array[] = [];
      response.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      response.on('end', () => {
        const lines = response.rawHeaders.flatMap((name, i, all) =>
          i % 2 === 0 ? [`${name}: ${all[i + 1]}`] : [],
        );
        const headers = lines.filter((line) => !/^(date|connection|host|x-powered-by):/i.test(line));
        resolve({ headers, body: Buffer.concat(chunks) });
      });
    })
      .on('error', reject)
      .end();
  });
}

/** Seconds of CPU of a server and its workers. */
async function cpuSeconds(pid: number): Promise<number> {
  let ticks = 0;
  for (const name of (await readdir('/proc')).filter((entry) => /^[0-9]+$/.test(entry))) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(name) === pid || Number(fields[1]) === pid) ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / 100;
}

interface Round {
  rate: number;
  cpu: number;
}

async function round(site: Site, encoding: string): Promise<Round> {
  const before = await cpuSeconds(site.pid);
  const header = `Accept-Encoding: ${encoding}`;
  const { stdout } = await run('wrk', ['-t1', '-c4', `-d${seconds}s`, '-H', header, site.url]);
  const used = (await cpuSeconds(site.pid)) - before;
  const rate = Number(/Requests\/sec:\s*([\d.]+)/.exec(stdout)?.[1]);
  if (!(rate > 0) || /Non-2xx/.test(stdout)) throw new Error(stdout);
  return { rate, cpu: (used / (rate * seconds)) * 1_000_000 };
}

export async function compare(ours: Site, bare: Site, encoding: string): Promise<void> {
  const results: Record<'ours' | 'bare', Round[]> = { ours: [], bare: [] };
  for (let i = 0; i < rounds; i++) {
    // Each goes first in every second round.
    if (i % 2 === 0) results.ours.push(await round(ours, encoding));
    results.bare.push(await round(bare, encoding));
    if (i % 2 === 1) results.ours.push(await round(ours, encoding));
  }
  const a = report(encoding, ours.name, results.ours);
  const b = report(encoding, bare.name, results.bare);
  const ratio = `${(a.rate / b.rate).toFixed(3)} by rate, ${(b.cpu / a.cpu).toFixed(3)} by CPU`;
  console.log(`${encoding.padEnd(9)} ratio        ${ratio}\n`);
}

/** Prints and returns the medians. */
function report(encoding: string, name: string, all: readonly Round[]): Round {
  const rate = median(all.map((one) => one.rate));
  const cpu = median(all.map((one) => one.cpu));
  const figures = `${rate.toFixed(0).padStart(6)} requests/s ${cpu.toFixed(1).padStart(7)} µs CPU`;
  console.log(`${encoding.padEnd(9)} ${name.padEnd(12)} ${figures}`);
  return { rate, cpu };
}

export function assertHit({ headers }: Hit): void {
  if (headers.includes('X-Dynamic-Cache: hit; reason=fresh')) return;
  throw new Error(`That was no hit:\n${headers.join('\n')}`);
}
