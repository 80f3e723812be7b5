/** When a new strategy counts as worse than the current one. */
import type { RolloutFinding } from '@dynamic-cache/contracts/rollout';
import { describe, expect, it } from 'vitest';
import { compare, type Fared } from '../../src/rollout/compare.ts';

const fared = (changes: Partial<Fared> = {}, p95: number | null = 100): Fared => ({
  requests: 10_000,
  hits: 9000,
  errors: 10,
  latency: { p50_ms: 1, p95_ms: p95, p99_ms: p95 },
  ...changes,
});
const CURRENT = fared();

describe('a new strategy', () => {
  it.each<[string, Fared]>([
    ['that fares the same', fared()],
    ['that fares better', fared({ hits: 9900, errors: 0 }, 10)],
    ['with a few errors more', fared({ errors: 100 })],
    ['with a few hits less', fared({ hits: 8550 })],
    ['that is half as slow again', fared({}, 150)],
    ['of which no latency is known', fared({}, null)],
  ])('%s is no worse', (_, next) => {
    expect(compare(CURRENT, next, 1000)).toEqual({ verdict: 'no-worse', findings: [] });
  });

  it.each<[string, Fared, RolloutFinding]>([
    ['with more errors', fared({ errors: 200 }), { code: 'errors', next: 0.02, current: 0.001 }],
    ['with fewer hits', fared({ hits: 8400 }), { code: 'misses', next: 0.16, current: 0.1 }],
    ['that is slower', fared({}, 151), { code: 'slower', next_ms: 151, current_ms: 100 }],
  ])('%s is worse, and it is said in what', (_, next, finding) => {
    expect(compare(CURRENT, next, 1000)).toEqual({ verdict: 'worse', findings: [finding] });
  });

  it('that is slower where all is fast is no worse: nobody feels that', () => {
    expect(compare(fared({}, 2), fared({}, 40), 1000).verdict).toBe('no-worse');
  });

  it.each([
    [fared({ requests: 999 }), fared({ errors: 5000 })],
    [fared(), fared({ requests: 999, hits: 0, errors: 999 })],
  ])('is not judged before both groups are large enough', (current, next) => {
    expect(compare(current, next, 1000)).toEqual({ verdict: 'too-few', findings: [] });
  });

  it('is not judged by what may be chance: the same shares count in a large group, and not in a small one', () => {
    const small = [
      fared({ requests: 100, hits: 90, errors: 0 }),
      fared({ requests: 100, hits: 80, errors: 2 }),
    ] as const;
    const large = [
      fared({ requests: 10_000, hits: 9000, errors: 0 }),
      fared({ requests: 10_000, hits: 8000, errors: 200 }),
    ] as const;
    expect(compare(...small, 100).verdict).toBe('no-worse');
    expect(compare(...large, 100).findings).toHaveLength(2);
  });
});
