/** The verdict and the view, against a plain model: a list of purges in their order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOriginStale, judge, SOFT_SECONDS } from '../../src/cache/verdict.ts';
import { extendView, type LedgerView, VIEW_TAGS } from '../../src/cache/view.ts';
import type { LedgerDelta, TagGeneration } from '../../src/ledger/generation-store.ts';

const EPOCH = '0'.repeat(32);
const TAGS = ['a', 'b', 'c', 'd', 'e'];
const NOW = 1_795_000_000;

const generation = (tag: string, changes: Partial<TagGeneration>): TagGeneration => ({
  tag,
  hard: 0,
  soft: 0,
  softAt: 0,
  originSeq: null,
  originEpoch: null,
  last: Math.max(changes.hard ?? 0, changes.soft ?? 0),
  ...changes,
});

function viewOf(seq: number, tags: TagGeneration[], changes: Partial<LedgerView> = {}): LedgerView {
  const named = new Map(tags.map((one) => [one.tag, one]));
  return { epoch: EPOCH, seq, floor: 0, originEpoch: null, base: 0, tags: named, ...changes };
}

/** What D1 answers to `read(since)` after these purges. */
function deltaOf(purges: string[][], since: number): LedgerDelta {
  const tags = TAGS.flatMap((tag) => {
    const hard = purges.findLastIndex((names) => names.includes(tag)) + 1;
    return hard > since ? [generation(tag, { hard })] : [];
  });
  return { seq: purges.length, floor: 0, epoch: EPOCH, originEpoch: null, base: since, tags };
}

const purges = fc.array(fc.uniqueArray(fc.constantFrom(...TAGS), { minLength: 1 }), { maxLength: 12 });

describe('the verdict', () => {
  it('calls a page usable exactly when none of its tags was purged after its position', () => {
    const run = fc.property(purges, fc.subarray(TAGS), fc.nat(12), (history, tags, position) => {
      const fillSeq = Math.min(position, history.length);
      const view = extendView(null, deltaOf(history, 0));
      const purged = history.slice(fillSeq).some((names) => names.some((name) => tags.includes(name)));
      const verdict = judge({ epoch: EPOCH, fillSeq, tags, expiresAt: NOW + 1 }, view, NOW);
      expect(verdict).toEqual(purged ? { use: 'no', reason: 'purged' } : { use: 'fresh' });
    });
    fc.assert(run);
  });

  it('is the same from a view that grew by steps as from one that was read at once', () => {
    const run = fc.property(purges, fc.array(fc.nat(12), { maxLength: 4 }), (history, stops) => {
      let view: LedgerView | null = null;
      for (const stop of [...stops.sort((a, b) => a - b), history.length]) {
        const seen = history.slice(0, stop);
        view = extendView(view, deltaOf(seen, view?.seq ?? 0));
      }
      expect(view).toEqual(extendView(null, deltaOf(history, 0)));
    });
    fc.assert(run);
  });

  it('never trusts a view for positions before its base', () => {
    const run = fc.property(fc.nat(20), fc.nat(20), (base, fillSeq) => {
      const { use } = judge(
        { epoch: EPOCH, fillSeq, tags: ['a'], expiresAt: NOW + 1 },
        viewOf(20, [], { base }),
        NOW,
      );
      expect(use).toBe(fillSeq < base ? 'look-up' : 'fresh');
    });
    fc.assert(run);
  });

  it.each([
    ['another epoch', { epoch: '1'.repeat(32) }, { use: 'no', reason: 'purged' }],
    ['a position that nobody gave out', { fillSeq: 6 }, { use: 'ahead' }],
    ['a position below the floor', { fillSeq: 1 }, { use: 'no', reason: 'purged' }],
    ['a life that has ended', { expiresAt: NOW }, { use: 'no', reason: 'expired' }],
    ['a purge and a life that has ended', { fillSeq: 3, expiresAt: NOW }, { use: 'no', reason: 'purged' }],
    ['nothing against it', {}, { use: 'fresh' }],
  ])('with %s', (_, changes, verdict) => {
    const view = viewOf(5, [generation('a', { hard: 4 })], { floor: 2 });
    expect(
      judge({ epoch: EPOCH, fillSeq: 4, tags: ['a'], expiresAt: NOW + 1, ...changes }, view, NOW),
    ).toEqual(verdict);
  });

  it('lets a softly purged page be shown for a minute', () => {
    const view = viewOf(5, [generation('a', { soft: 5, softAt: NOW })]);
    const entry = { epoch: EPOCH, fillSeq: 4, tags: ['a'], expiresAt: NOW + 1000 };
    expect(judge(entry, view, NOW + SOFT_SECONDS - 1)).toEqual({ use: 'stale' });
    expect(judge(entry, view, NOW + SOFT_SECONDS)).toEqual({ use: 'no', reason: 'purged' });
    expect(judge({ ...entry, fillSeq: 5 }, view, NOW)).toEqual({ use: 'fresh' });
  });
});

describe('a view', () => {
  it('that holds too many tags forgets the oldest and raises its base over them', () => {
    const tags = Array.from({ length: VIEW_TAGS + 2 }, (_, i) =>
      generation(`t:${i}`, { hard: Math.floor(i / 3) + 1 }),
    );
    const seq = tags.at(-1)?.last ?? 0;
    const view = extendView(null, { seq, floor: 0, epoch: EPOCH, originEpoch: null, base: 0, tags });
    expect(view.tags.size).toBeLessThanOrEqual(VIEW_TAGS);
    for (const { tag, last } of tags) expect(view.tags.has(tag)).toBe(last > view.base);
  });

  it('begins anew when there is a gap between what it knows and what it is told', () => {
    const known = viewOf(3, [generation('a', { hard: 2 })]);
    const delta = {
      seq: 9,
      floor: 0,
      epoch: EPOCH,
      originEpoch: null,
      base: 7,
      tags: [generation('b', { hard: 8 })],
    };
    expect(extendView(known, delta)).toEqual(viewOf(9, [generation('b', { hard: 8 })], { base: 7 }));
  });
});

describe("the origin's position", () => {
  const view = viewOf(5, [generation('a', { hard: 5, originSeq: 7, originEpoch: EPOCH })], {
    originEpoch: EPOCH,
  });
  it.each([
    ['before the purge of a tag', ['a'], EPOCH, 6, true],
    ['at the purge of a tag', ['a'], EPOCH, 7, false],
    ['before the purge of a tag that the page does not carry', ['b'], EPOCH, 6, false],
    ['in another epoch', ['b'], '1'.repeat(32), 99, true],
  ])('%s', (_, tags, epoch, token, stale) => {
    expect(isOriginStale(tags, { epoch, token }, view)).toBe(stale);
  });

  it('is not known before the origin has told one', () => {
    expect(isOriginStale(['a'], { epoch: EPOCH, token: 0 }, viewOf(5, []))).toBe(false);
  });
});
