/**
 * `npm run bench:benchmark`: what a run of the site's own benchmark costs its visitors. nginx, PHP-FPM and a throw-away
 * WordPress on loopback; visitors at a steady pace, in turns beside a run from the command line and without one. Prints the
 * table and writes bench/results/benchmark-overhead.md; options are in options.ts (`--help`).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { testWordPress } from '../../scripts/stack/test-wordpress.ts';
import { findPrograms, type Programs } from '../origin/machine/programs.ts';
import { startServers } from '../origin/machine/servers.ts';
import { markdown } from '../origin/report.ts';
import { urlOf } from '../origin/sites/contestants.ts';
import { copySite, installTemplate, switchOn, UnableToPrepare } from '../origin/sites/sites.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { overhead, type Round } from './report.ts';
import { visit } from './visitors.ts';

const wp = fileURLToPath(new URL('../../scripts/wp-cli/wp.php', import.meta.url));
const result = new URL('../results/benchmark-overhead.md', import.meta.url);

/** Seconds of visits before the first round: opcode caches fill, and core makes what it makes once. */
const WARM = 3;

async function main(options: Options): Promise<void> {
  const programs = await findPrograms();
  const folder = await mkdtemp(`${tmpdir()}/bench-benchmark-`);
  try {
    const core = await testWordPress(say, AbortSignal.timeout(300_000));
    say('installing WordPress');
    const site = await copySite(await installTemplate(core, folder, null), folder, 'site');
    await switchOn(site);
    const servers = await startServers(programs, folder, [site]);
    try {
      const rounds = await measure(urlOf(site), site.root, options);
      const table = overhead(rounds);
      console.log(markdown(table));
      await writeFile(result, document(programs, options, markdown(table)));
    } finally {
      await servers.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(url: string, root: string, options: Options): Promise<Round[]> {
  for (const page of ['/', '/post-3/']) for (let time = 0; time < 3; time++) await fetch(new URL(page, url));
  await stretch(url, options, 'warm', WARM);
  const rounds: Round[] = [];
  let seconds = WARM * 5;
  for (let round = 0; round < options.rounds; round++) {
    say(`round ${round + 1} of ${options.rounds}`);
    // Each of both goes first as often as the other; the first quiet stretch guesses how long a run takes.
    const before = round % 2 === 0 ? null : await stretch(url, options, `quiet${round}`, seconds);
    const busy = await besideRun(url, root, options, `busy${round}`);
    seconds = busy.seconds;
    const quiet = before ?? (await stretch(url, options, `quiet${round}`, seconds));
    rounds.push({ quiet, busy: busy.times, seconds });
  }
  return rounds;
}

function stretch(url: string, { every }: Options, name: string, seconds: number) {
  const end = performance.now() + seconds * 1000;
  return visit(url, { every, name, isOver: () => performance.now() >= end });
}

/** Visitors from before the run begins until it has ended. */
async function besideRun(url: string, root: string, { every, pages, load }: Options, name: string) {
  const began = performance.now();
  const words = ['--strategy=origin-disk', `--pages=${pages}`, `--load=${load}`, '--format=json'];
  const run = spawn('php', [wp, `--path=${root}`, 'dynamic-cache', 'benchmark', 'run', ...words]);
  let said = '';
  for (const stream of [run.stdout, run.stderr])
    stream.on('data', (text) => {
      said += text;
    });
  let isOver = false;
  const ended = once(run, 'close').then(([code]) => {
    isOver = true;
    if (code !== 0) throw new UnableToPrepare(`the run ended with ${code}:\n${said}`);
  });
  const [times] = await Promise.all([visit(url, { every, name, isOver: () => isOver }), ended]);
  return { times, seconds: (performance.now() - began) / 1000 };
}

function document(programs: Programs, options: Options, table: string): string {
  const command = ['npm run bench:benchmark', ...process.argv.slice(2)].join(' ');
  const [cpu] = cpus();
  const machine = `${cpus().length} shared cores (${cpu?.model ?? 'unknown'}); ${programs.versions.join(', ')}`;
  return `# What a benchmark costs visitors

\`${command}\`, ${new Date().toISOString().slice(0, 10)}. ${machine}. A visitor every ${options.every} ms; one in ten wants a page that has to be
rendered. A run asks one request at a time, and waits while the load average per processor is above ${options.load}.

${table}`;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

// An end from outside takes the servers along.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

const options = readOptions(process.argv.slice(2));
if (options === null) console.log(HELP);
else await main(options);
