/**
 * Purges, fills, restarts, outages, compaction and restores of the ledger in every order that chance finds: nothing is
 * shown for longer than promised. That the simulation would notice is shown by breaking one rule at a time. MODEL_RUNS
 * sets how many courses of events are tried; a failure names its seed.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { testEnv } from '../support/env.ts';
import { type Broken, Simulation } from './simulation.ts';

const RUNS = Number(testEnv().MODEL_RUNS);
const STEPS = 150;
const PATHS = ['/a/', '/bb/', '/c/', '/dd/', '/e/'] as const;
const DAY = 86_400_000;

beforeAll(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

/** One course of events. */
async function run(seed: number, broken: Broken): Promise<Simulation> {
  const model = new Simulation(seed, broken);
  for (let step = 0; step < STEPS && model.truth.breaches.length === 0; step++) {
    await happen(model);
    await model.clock.pass(model.clock.pick([1, 30, 200, 900, 1500, 4700, 5010, 5100, 5300, 20_000]));
  }
  return model;
}

/** Begins something and does not wait for its end. */
async function happen(model: Simulation): Promise<void> {
  const { clock, ledger } = model;
  const path = clock.pick(PATHS);
  const isolate = clock.chance(model.isolates);
  const chance = clock.chance(100);
  if (chance < 60) void model.visit(isolate, path);
  else if (chance < 80) void model.edit(path, clock.chance(4) === 0, isolate);
  else if (chance < 85) model.restart(isolate);
  else if (chance < 88) model.backUp();
  else if (chance < 91) void model.restore();
  else if (chance < 93) ledger.isUp = !ledger.isUp;
  else if (chance < 96) await aDay(model);
  else if (chance < 98) await compactUnder(model, isolate);
  else await silence(model, isolate);
}

/** Not while the ledger is away, where purges are repeated each second. */
async function aDay({ clock, ledger }: Simulation): Promise<void> {
  ledger.isUp = true;
  await clock.pass(clock.pick([DAY / 4, DAY, 1.5 * DAY]));
}

/** Days without a visitor, in which other pages than those that are stored change, and the ledger forgets. */
async function silence(model: Simulation, isolate: number): Promise<void> {
  for (let round = 0; round < 2; round++) {
    void model.compact();
    for (let change = 0; change < 3; change++) void model.edit(`/other/${change}/`, false, isolate);
    await model.clock.pass(5000);
    await aDay(model);
  }
  await compactUnder(model, isolate);
}

/** Compaction while an isolate that has just begun knows the ledger of before. */
async function compactUnder(model: Simulation, isolate: number): Promise<void> {
  model.restart(isolate);
  void model.visit(isolate, '/zz/');
  await model.clock.pass(500);
  void model.compact();
  await model.clock.pass(500);
  for (const path of PATHS) void model.visit(isolate, path);
}

describe('R-22, R-25 the edge in any order of events', () => {
  it(`keeps its promise (${RUNS} courses of ${STEPS} steps)`, { timeout: 60_000 + RUNS * 3000 }, async () => {
    let hits = 0;
    let longest = 0;
    let shared = 0;
    for (let seed = 1; seed <= RUNS; seed++) {
      const model = await run(seed, 'nothing');
      expect(model.truth.breaches, `seed ${seed}`).toEqual([]);
      hits += model.hits;
      shared += model.shared;
      longest = Math.max(longest, model.truth.longest);
    }
    // A simulation in which nothing is cached, or nothing is ever late, would prove nothing.
    expect(hits).toBeGreaterThan(RUNS * 10);
    expect(longest).toBeGreaterThan(500);
    expect(shared).toBeGreaterThan(RUNS);
  });

  it.each<Broken>([
    'token-after-fetch',
    'age-from-arrival',
    'two-reads',
    'look-up-without-floor',
    'restore-unnoticed',
    'shared-dated-by-arrival',
    'shared-after-a-known-purge',
  ])('shows an old page when one rule is broken: %s', { timeout: 300_000 }, async (broken) => {
    let caught = 0;
    for (let seed = 1; caught === 0 && seed <= 300; seed++) {
      caught = (await run(seed, broken)).truth.breaches.length > 0 ? seed : 0;
    }
    expect(caught).toBeGreaterThan(0);
  });
});
