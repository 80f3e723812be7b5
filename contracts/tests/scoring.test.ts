/** The score against figures from paper, and against a second writing of the rules in another language. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Candidate, Components, Metrics, Rejected } from '../src/benchmark.ts';
import { evaluate } from '../src/scoring/evaluate.ts';
import { baseScore, componentsOf } from '../src/scoring/score.ts';
import type { StrategySamples } from '../src/scoring/shared-bonus.ts';
import { Strategy } from '../src/settings.ts';
import { anyCandidate, anySamples } from './candidates.ts';
import { fixtures } from './fixtures.ts';

const RUNS = Number(process.env.SCORING_RUNS ?? 500);
const CLOSE = 1e-12;
const folder = fileURLToPath(new URL('../fixtures/scoring/', import.meta.url));

const Case = z.strictObject({
  candidates: z.array(Candidate),
  samples: z.array(
    z.strictObject({ strategy: Strategy, passing_samples: z.int(), avg_p95_latency_ms: z.number() }),
  ),
});
const Reference = z.strictObject({
  ranked: z.array(
    z.strictObject({
      candidate: z.int(),
      components: Components,
      base: z.number(),
      shared_bonus: z.number(),
      score: z.number(),
    }),
  ),
  rejected: z.array(Rejected),
  bonuses: z.record(z.string(), z.number()),
});

interface Given {
  candidates: Candidate[];
  samples: StrategySamples[];
}

/** Throws where module and reference differ. Candidates whose scores are closer than `CLOSE` have no order to agree on. */
function compare(given: Given, golden: z.infer<typeof Reference>): void {
  const { ranked, rejected, bonuses } = evaluate(given.candidates, given.samples);
  for (const strategy of Strategy.options) near(bonuses[strategy], golden.bonuses[strategy]);
  expect(rejected.map((one) => JSON.stringify(one)).sort()).toEqual(
    golden.rejected.map((one) => JSON.stringify(one)).sort(),
  );
  expect(ranked).toHaveLength(golden.ranked.length);
  ranked.forEach((mine, place) => {
    near(mine.score, golden.ranked[place]?.score);
    const theirs = golden.ranked.find(({ candidate }) => given.candidates[candidate] === mine.candidate);
    for (const name of Components.keyof().options) near(mine.components[name], theirs?.components[name]);
    for (const name of ['base', 'shared_bonus', 'score'] as const) near(mine[name], theirs?.[name]);
  });
}

function near(mine: number, theirs: number | undefined): void {
  expect(Math.abs(mine - (theirs ?? Number.NaN))).toBeLessThan(CLOSE);
}

describe('scores on paper', () => {
  const fraction = z.array(z.number()).length(2);
  const ByHand = z.strictObject({
    name: z.string(),
    metrics: Metrics,
    components: z.record(Components.keyof(), fraction),
  });

  it.each(fixtures('scoring/by-hand.json', ByHand))('$name', ({ metrics, components }) => {
    const mine = componentsOf(metrics);
    for (const name of Components.keyof().options) {
      const [above = Number.NaN, below = Number.NaN] = components[name];
      expect(Math.abs(mine[name] - above / below), name).toBeLessThan(CLOSE);
    }
  });

  it('the example of the contract weighs its parts 6 : 2 : 1 : 1', () => {
    const [example] = fixtures('scoring/by-hand.json', ByHand);
    const parts = [3152245 / 3403730, 259 / 340, 0.748, 14 / 15];
    const expected = (6 * (parts[0] ?? 0) + 2 * (parts[1] ?? 0) + (parts[2] ?? 0) + (parts[3] ?? 0)) / 10;
    expect(example).toBeDefined();
    if (example !== undefined) {
      expect(Math.abs(baseScore(componentsOf(example.metrics)) - expected)).toBeLessThan(CLOSE);
    }
  });
});

describe('scores of the reference', () => {
  it.each(fixtures('scoring/golden.json', z.strictObject({ case: Case, answer: Reference })))(
    'golden case %#',
    (golden) => {
      compare(golden.case, golden.answer);
      const { candidates, samples } = golden.case;
      const order = evaluate(candidates, samples).ranked.map(({ candidate }) =>
        candidates.indexOf(candidate),
      );
      expect(order).toEqual(golden.answer.ranked.map(({ candidate }) => candidate));
    },
  );

  it('golden.json is what the reference writes', () => {
    const text = execFileSync('python3', [`${folder}reference.py`, '--golden'], { encoding: 'utf8' });
    expect(text).toBe(readFileSync(`${folder}golden.json`, 'utf8'));
  });

  it(`${RUNS} random cases agree to ${CLOSE}`, () => {
    const one = fc.record({
      candidates: fc.array(anyCandidate, { minLength: 1, maxLength: 5 }),
      samples: anySamples,
    });
    const seed = Number(process.env.SCORING_SEED ?? Date.now() % 1e9);
    const cases = fc.sample(one, { numRuns: RUNS, seed });
    const text = execFileSync('python3', [`${folder}reference.py`], {
      input: JSON.stringify(cases),
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    const answers = z.array(Reference).length(RUNS).parse(JSON.parse(text));
    // Through JSON like the reference, where there is one zero only.
    z.array(Case)
      .parse(JSON.parse(JSON.stringify(cases)))
      .forEach((given, at) => {
        const golden = answers[at];
        if (golden === undefined) throw new Error('no answer');
        try {
          compare(given, golden);
        } catch (error) {
          throw new Error(`SCORING_SEED=${seed}, case ${at}: ${JSON.stringify(given)}`, { cause: error });
        }
      });
  });
});
