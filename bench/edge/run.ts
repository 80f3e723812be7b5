/**
 * `npm run bench:edge`: the Worker in workerd, with D1, KV and R2, before an origin that marks its pages. Prints the
 * tables, and writes them to bench/results/edge.md when all parts were run; options are in options.ts (`--help`).
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { markdown, type Table } from '../origin/report.ts';
import { HELP, type Options, PARTS, readOptions } from './options.ts';
import { costs } from './rows/costs.ts';
import { hits } from './rows/hits.ts';
import { memory } from './rows/memory.ts';
import { replay } from './rows/replay.ts';
import { tool } from './stand/load.ts';

async function main(options: Options): Promise<void> {
  const parts: Record<(typeof PARTS)[number], () => Promise<Table | Table[]>> = {
    hits: () => hits(options),
    costs,
    memory,
    replay,
  };
  const tables: Table[] = [];
  for (const part of PARTS) {
    if (!options.parts.includes(part)) continue;
    console.error(part);
    for (const table of [await parts[part]()].flat()) {
      tables.push(table);
      console.log(markdown(table));
    }
  }
  if (PARTS.every((part) => options.parts.includes(part))) await write(tables);
}

async function write(tables: readonly Table[]): Promise<void> {
  const [cpu] = cpus();
  const command = ['npm run bench:edge --', ...process.argv.slice(2)].join(' ');
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} shared cores (${cpu?.model ?? 'unknown'}); Node ${process.version}, ${await tool()}`;
  const text = `# Edge benchmark\n\n\`${command}\`, ${date}. ${machine}.\n\n${tables.map(markdown).join('\n')}`;
  await writeFile(new URL('../results/edge.md', import.meta.url), text);
}

const options = readOptions(process.argv.slice(2));
if (options === null) console.log(HELP);
else await main(options);
