/**
 * A hit of the drop-in side by side with a drop-in that only sends the same bytes: same PHP, same entry, same run,
 * rounds in turn, gzip and identity. `node bench/origin/drop-in-hit.ts [rounds] [seconds]`
 *
 * The entry stands in for WordPress and loads nothing before the drop-in, so that the ratio is lower than on a real
 * site, where both pay for the files that WordPress loads first. CPU time is the steadier figure on a shared machine.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
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

async function round(site: Site, encoding: string): Promise<{ rate: number; cpu: number }> {
  const before = await cpuSeconds(site.pid);
  const { stdout } = await run('wrk', [
    '-t1',
    '-c4',
    `-d${seconds}s`,
    '-H',
    `Accept-Encoding: ${encoding}`,
    site.url,
  ]);
  const used = (await cpuSeconds(site.pid)) - before;
  const rate = Number(/Requests\/sec:\s*([\d.]+)/.exec(stdout)?.[1]);
  if (!(rate > 0) || /Non-2xx/.test(stdout)) throw new Error(stdout);
  return { rate, cpu: (used / (rate * seconds)) * 1_000_000 };
}

async function compare(sites: readonly Site[], encoding: string): Promise<void> {
  const results = new Map(sites.map((site) => [site.name, { rate: [] as number[], cpu: [] as number[] }]));
  for (let i = 0; i < rounds; i++) {
    for (const site of i % 2 === 0 ? sites : sites.toReversed()) {
      const { rate, cpu } = await round(site, encoding);
      results.get(site.name)?.rate.push(rate);
      results.get(site.name)?.cpu.push(cpu);
    }
  }
  const [a, b] = [...results.values()].map(({ rate, cpu }) => ({ rate: median(rate), cpu: median(cpu) }));
  if (a === undefined || b === undefined) throw new Error('Two sites are compared.');
  for (const [name, { rate, cpu }] of results) {
    console.log(
      `${encoding.padEnd(9)} ${name.padEnd(12)} ${median(rate).toFixed(0).padStart(6)} requests/s ${median(cpu).toFixed(1).padStart(7)} µs CPU`,
    );
  }
  console.log(
    `${encoding.padEnd(9)} ratio        ${(a.rate / b.rate).toFixed(3)} by rate, ${(b.cpu / a.cpu).toFixed(3)} by CPU\n`,
  );
}

const product = await ours();
const hits = { gzip: await hit(product, 'gzip'), identity: await hit(product, 'identity') };
for (const { headers } of Object.values(hits)) {
  if (!headers.includes('X-Dynamic-Cache: hit; reason=fresh'))
    throw new Error(`That was no hit:\n${headers.join('\n')}`);
}
const bare = await floor(hits);
try {
  console.log(
    `page ${hits.identity.body.length} bytes, gzip ${hits.gzip.body.length}; ${rounds} rounds of ${seconds} s\n`,
  );
  for (const encoding of ENCODINGS) await compare([product, bare], encoding);
} finally {
  for (const site of [product, bare]) {
    site.stop();
    await rm(site.folder, { recursive: true, force: true });
  }
}
