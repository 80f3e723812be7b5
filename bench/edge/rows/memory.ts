/** What an isolate holds at its limit of entries. */
import { readdir, readFile } from 'node:fs/promises';
import { type Table, whole } from '../../origin/report.ts';
import { Origin } from '../stand/origin.ts';
import { register } from '../stand/site.ts';
import { BOOTSTRAP_SECRET, startWorkers } from '../stand/workers.ts';

const ENTRIES = 10_000;

/** Small enough for all of them to fit into the 50 MB that pages may take. */
const BYTES = 4000;

const AT_A_TIME = 8;

export async function memory(): Promise<Table> {
  const origin = new Origin(BOOTSTRAP_SECRET);
  origin.bytes = BYTES;
  await origin.listen();
  const workers = await startWorkers(['ours']);
  try {
    const base = workers.address('ours');
    await register(base, origin, 'origin-disk');
    await visit(base, 0, 200);
    const before = await resident();
    await visit(base, 200, ENTRIES);
    const after = await resident();
    const renders = origin.renders;
    await visit(base, 0, ENTRIES);
    const held = ENTRIES - (origin.renders - renders);
    const note = `Resident memory of workerd, all of it: pages in the memory of the isolate and in the Cache API of the local runtime, which keeps its own copies in the same process. An isolate may take 128 MB on Cloudflare.`;
    const head = [
      'pages',
      'bytes each',
      'hits when all are asked for again',
      'MB before',
      'MB after',
      'KB for each',
    ];
    const each = ((after - before) * 1024) / (ENTRIES - 200);
    const row = [whole(ENTRIES), whole(BYTES), whole(held), whole(before), whole(after), each.toFixed(1)];
    return { title: 'Memory at 10,000 entries', note, head, rows: [row] };
  } finally {
    await workers.stop();
    origin.close();
  }
}

async function visit(base: string, from: number, to: number): Promise<void> {
  let next = from;
  const client = async () => {
    for (let page = next++; page < to; page = next++) {
      await (await fetch(`${base}/edge/cache/page/${page}/`)).arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, client));
}

/** MB of the workerd that this process has started. */
async function resident(): Promise<number> {
  for (const name of (await readdir('/proc')).filter((one) => /^\d+$/.test(one))) {
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    if (!status.startsWith('Name:\tworkerd') || !status.includes(`\nPPid:\t${process.pid}\n`)) continue;
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  }
  return Number.NaN;
}
