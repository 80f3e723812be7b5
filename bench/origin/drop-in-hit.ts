/**
 * A hit of the drop-in side by side with a drop-in that only sends the same bytes: same PHP, same entry, same run,
 * rounds in turn, gzip and identity. `WORDPRESS=folder node bench/origin/drop-in-hit.ts [rounds] [seconds]`
 *
 * With the folder of a WordPress, both pay for the files that it loads before any drop-in; without, nothing is loaded
 * before, and the ratio is lower than on a real site. CPU time is the steadier figure on a shared machine.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { promisify } from 'node:util';
import { median } from '../edge/load.ts';
import { floor, type Hit, ours, type Site } from './site.ts';

const [rounds = 7, seconds = 2] = process.argv.slice(2).map(Number);
const run = promisify(execFile);
const ENCODINGS = ['gzip', 'identity'] as const;

/** One hit, without what a client library would take away. */
function hit(site: Site, encoding: string): Promise<Hit> {
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

async function compare(ours: Site, bare: Site, encoding: string): Promise<void> {
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

function assertHit({ headers }: Hit): void {
  if (headers.includes('X-Dynamic-Cache: hit; reason=fresh')) return;
  throw new Error(`That was no hit:\n${headers.join('\n')}`);
}

const product = await ours();
const hits = { gzip: await hit(product, 'gzip'), identity: await hit(product, 'identity') };
await writeFile(`${product.folder}/filled`, '');
const bare = await floor(hits);
try {
  for (const one of [hits.gzip, hits.identity, await hit(product, 'gzip')]) assertHit(one);
  console.log(
    `entry: ${process.env.WORDPRESS === undefined ? 'nothing but the drop-in' : 'wp-settings.php'}`,
  );
  const { gzip, identity } = hits;
  console.log(
    `page ${identity.body.length} bytes, gzip ${gzip.body.length}; ${rounds} rounds of ${seconds} s\n`,
  );
  for (const encoding of ENCODINGS) await compare(product, bare, encoding);
} finally {
  for (const site of [product, bare]) {
    site.stop();
    await rm(site.folder, { recursive: true, force: true });
  }
}
