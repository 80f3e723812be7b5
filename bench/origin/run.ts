/**
 * `npm run bench:origin`: nginx, PHP-FPM and OPcache on loopback, throw-away WordPresses with a real page, wrk. Prints the
 * tables, and writes them to bench/results/origin.md when all parts were run; options are in options.ts (`--help`).
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { testWordPress } from '../../scripts/stack/test-wordpress.ts';
import { startMariaDb } from './machine/mariadb.ts';
import { findPrograms, MissingProgram, type Programs } from './machine/programs.ts';
import { loader } from './measure/load.ts';
import { HELP, type Options, PARTS, readOptions } from './options.ts';
import { document, markdown, type Table } from './report.ts';
import { direct } from './rows/direct.ts';
import { hits } from './rows/hits.ts';
import { memory } from './rows/memory.ts';
import { miss } from './rows/miss.ts';
import { purge } from './rows/purge.ts';
import { stored } from './rows/stored.ts';
import { type Arena, openArena } from './sites/contestants.ts';
import { installTemplate, type Template } from './sites/sites.ts';

const results = fileURLToPath(new URL('../results', import.meta.url));

async function main(options: Options): Promise<void> {
  const programs = await findPrograms();
  const folder = await mkdtemp(`${tmpdir()}/bench-origin-`);
  const mariadb = programs.mariadb ? await startMariaDb(folder) : null;
  try {
    const core = await testWordPress(say, AbortSignal.timeout(300_000));
    say('installing WordPress');
    const template = await installTemplate(core, folder, mariadb);
    const arena = await openArena(programs, folder, template, options.peers);
    const tables: Table[] = [];
    try {
      await run(options, { programs, folder, template, arena, tables });
    } finally {
      await arena.servers.stop();
      await arena.redis?.stop();
    }
    if (PARTS.every((part) => options.parts.includes(part))) await write(programs, arena, tables);
  } finally {
    await mariadb?.stop();
    if (!options.keep) await rm(folder, { recursive: true, force: true });
  }
}

interface Bench {
  programs: Programs;
  folder: string;
  template: Template;
  arena: Arena;
  tables: Table[];
}

async function run(options: Options, { programs, folder, template, arena, tables }: Bench): Promise<void> {
  const load = loader(programs, arena.servers, arena.redis);
  const parts: Record<(typeof PARTS)[number], () => Promise<Table | Table[]>> = {
    hits: () => hits(load, arena, options),
    direct: async () => direct(programs, template, await below(folder, 'web-server'), options),
    stored: () => stored(load, arena, options, folder),
    miss: async () => miss(programs, template, await below(folder, 'miss'), options),
    purge: async () => purge(template, await below(folder, 'purged'), options),
    memory: () => memory(programs, arena, folder),
  };
  for (const part of PARTS) {
    if (!options.parts.includes(part)) continue;
    say(part);
    for (const table of [await parts[part]()].flat()) {
      tables.push(table);
      console.log(markdown(table));
    }
  }
}

async function below(folder: string, name: string): Promise<string> {
  await mkdir(`${folder}/${name}`);
  return `${folder}/${name}`;
}

async function write(programs: Programs, arena: Arena, tables: Table[]): Promise<void> {
  const [cpu] = cpus();
  const page = `Page: ${arena.page.body.length} bytes, gzip ${arena.gzip.body.length}.`;
  const about = {
    command: [
      'npm run bench:origin',
      ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : []),
    ].join(' '),
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} shared cores (${cpu?.model ?? 'unknown'})`,
    programs,
    page,
  };
  await mkdir(results, { recursive: true });
  await writeFile(`${results}/origin.md`, document(about, tables));
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

// An end from outside takes the servers along.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

const options = readOptions(process.argv.slice(2));
if (options === null) {
  console.log(HELP);
} else {
  try {
    await main(options);
  } catch (thrown) {
    if (!(thrown instanceof MissingProgram)) throw thrown;
    console.error(thrown.message);
    process.exitCode = 2;
  }
}
