/**
 * `npm test [-- PART…]`: everything that can be checked, or the named parts. With `--long` the race, model and fuzz
 * tests run with their full counts.
 */
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { installComposerPackages, unmetNeeds } from './checks/needs.ts';
import { lanesOf, PARTS, type Part } from './checks/parts.ts';
import { type PartResult, runPart, tail } from './checks/run-part.ts';
import { reasonOf } from './stack/failure.ts';
import { showProgress } from './stack/progress.ts';
import { repository } from './stack/repository.ts';
import { testWordPress } from './stack/test-wordpress.ts';

const LONG = {
  RACE_RUNS: '1000',
  MODEL_RUNS: '2000',
  HOSTILE_RUNS: '8',
  WALK_RUNS: '600',
  MATRIX_STEP: '1',
  SCORING_RUNS: '10000',
};
const TAIL_LINES = 80;
/** Milliseconds for getting a WordPress core from whichever source has one. */
const CORE_TIMEOUT = 300_000;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { long: { type: 'boolean' } },
    allowPositionals: true,
  });
  const parts = positionals.length === 0 ? [...PARTS] : selected(positionals);
  const { root } = repository;
  const logFolder = `${root}/.cache/test-logs`;
  await mkdir(logFolder, { recursive: true });
  const skipped = await prepare(parts, root);
  const env = { ...(values.long === true ? LONG : {}), ...(await wordPress(parts, skipped)) };
  const results: PartResult[] = [];
  const runLane = async (lane: readonly Part[]): Promise<void> => {
    for (const part of lane) {
      process.stdout.write(`… ${part.name}: ${part.title}\n`);
      const result = await runPart(part, { root, logFolder, loud: positionals.length > 0, env });
      results.push(result);
      process.stdout.write(`${result.ok ? '✓' : '✗'} ${part.name} (${result.seconds.toFixed(1)} s)\n`);
      if (!result.ok) process.stdout.write(`${await tail(result.log, TAIL_LINES)}\n`);
    }
  };
  const began = performance.now();
  for (const lanes of lanesOf(parts.filter(({ name }) => !skipped.has(name)))) {
    await Promise.all(lanes.map(runLane));
  }
  process.stdout.write(`All parts took ${Math.round((performance.now() - began) / 1000)} s\n`);
  return conclude(results, skipped);
}

function selected(names: string[]): Part[] {
  const unknown = names.find((name) => !PARTS.some((part) => part.name === name));
  if (unknown !== undefined) {
    throw new Error(
      `There is no part "${unknown}"; the parts are ${PARTS.map(({ name }) => name).join(', ')}.`,
    );
  }
  return PARTS.filter(({ name }) => names.includes(name));
}

/** Installs what can be installed; answers the parts that cannot run, each with the reason. */
async function prepare(parts: Part[], root: string): Promise<Map<string, string>> {
  const needs = new Set(parts.flatMap((part) => part.needs));
  const unmet = await showProgress().step('Checking what the tests need', (say) => unmetNeeds(needs, say));
  if (needs.has('composer') && !unmet.has('composer')) {
    const failure = await showProgress().step('Composer packages', () => installComposerPackages(root));
    if (failure !== null) unmet.set('composer', failure);
  }
  const skipped = new Map<string, string>();
  for (const part of parts) {
    const need = part.needs.find((name) => unmet.has(name));
    if (need !== undefined) skipped.set(part.name, `${need} is missing: ${unmet.get(need) ?? ''}`);
  }
  return skipped;
}

/** The core for the parts that run inside WordPress; parts that cannot get one are skipped with the reason. */
async function wordPress(parts: Part[], skipped: Map<string, string>): Promise<Record<string, string>> {
  const inside = parts.filter(({ needs }) => needs.includes('wordpress'));
  if (inside.length === 0) return {};
  try {
    return {
      WP_TEST_DIR: await showProgress().step('WordPress for the tests', (say) =>
        testWordPress(say, AbortSignal.timeout(CORE_TIMEOUT)),
      ),
    };
  } catch (thrown) {
    for (const { name } of inside) skipped.set(name, reasonOf(thrown));
    return {};
  }
}

function conclude(results: PartResult[], skipped: Map<string, string>): number {
  for (const [name, why] of skipped) process.stdout.write(`- ${name} skipped: ${why}\n`);
  const failed = results.filter(({ ok }) => !ok);
  if (failed.length > 0) process.stdout.write(`Failed: ${failed.map(({ name }) => name).join(', ')}\n`);
  process.stdout.write(
    `Parts: ${results.length - failed.length} passed, ${failed.length} failed, ${skipped.size} skipped\n`,
  );
  return failed.length > 0 || (skipped.size > 0 && process.env.CI === 'true') ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (thrown) {
  process.stderr.write(`${reasonOf(thrown)}\n`);
  process.exitCode = 2;
}
