/** From requests to figures, as both runners of load tests do it. */
import { describe, expect, it } from 'vitest';
import { isEdgeHit, percentile } from '../sandbox/page-tests.ts';

describe('a hit of the edge', () => {
  it.each([
    ['dynamic-cache-origin; hit; ttl=9, dynamic-cache-edge; hit; ttl=9; detail=fresh', true],
    ['dynamic-cache-edge; hit; ttl=-3; detail=grace', true],
    ['dynamic-cache-origin; hit; ttl=9, dynamic-cache-edge; fwd=uri-miss; fwd-status=200; stored', false],
    ['dynamic-cache-origin; hit; ttl=9', false],
    ['my-dynamic-cache-edge; hit', false],
    ['', false],
    [undefined, false],
  ])('%j is %j', (header, is) => {
    expect(isEdgeHit(header)).toBe(is);
  });
});

describe('percentile', () => {
  it('is the nearest rank, and nothing of nothing', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 99, 100]);
    expect([percentile([7], 0.01), percentile([], 0.5)]).toEqual([7, null]);
  });
});
