/** What only the memory of an isolate does: it has bounds, and chooses what goes. */
import { describe, expect, it } from 'vitest';
import { MemoryTier } from '../../src/tiers/memory.ts';
import { entryOf, randomKey } from '../support/entry.ts';

describe('memory', () => {
  it('lets the page go that was not read for longest, by number', async () => {
    const tier = new MemoryTier({ bytes: 1_000_000, entries: 2 });
    const [a, b, c] = [randomKey(), randomKey(), randomKey()];
    await tier.keep(await entryOf(a));
    await tier.keep(await entryOf(b));
    tier.peek(a);
    await tier.keep(await entryOf(c));
    expect([tier.peek(a), tier.peek(b), tier.peek(c)].map((entry) => entry !== null)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('and by bytes; a page that is larger than all of it is not kept', async () => {
    const tier = new MemoryTier({ bytes: 10_000, entries: 100 });
    const keys = Array.from({ length: 5 }, randomKey);
    for (const key of keys) await tier.keep(await entryOf(key, 'x'.repeat(2000)));
    expect(keys.map((key) => tier.peek(key) !== null)).toEqual([false, false, true, true, true]);
    const large = randomKey();
    await tier.keep(await entryOf(large, 'x'.repeat(20_000)));
    expect([tier.peek(large), tier.peek(keys[4] ?? '') === null]).toEqual([null, false]);
  });

  it('wants what it has room for, and a page in the place of others when it is asked for again', async () => {
    const tier = new MemoryTier({ bytes: 5000, entries: 100 });
    const [a, b] = [
      await entryOf(randomKey(), 'x'.repeat(2000)),
      await entryOf(randomKey(), 'y'.repeat(2000)),
    ];
    expect([tier.wants(a), tier.wants(a)]).toEqual([true, true]);
    await tier.keep(a);
    expect([tier.wants(b), tier.wants(b), tier.wants(b)]).toEqual([false, true, false]);
    const large = await entryOf(randomKey(), 'z'.repeat(5000));
    expect([tier.wants(large), tier.wants(large)]).toEqual([false, false]);
  });

  it('keeps no older copy of a page that has become too large', async () => {
    const tier = new MemoryTier({ bytes: 10_000, entries: 100 });
    const key = randomKey();
    await tier.keep(await entryOf(key, 'small'));
    await tier.keep(await entryOf(key, 'x'.repeat(20_000)));
    expect(tier.peek(key)).toBe(null);
  });

  it('counts a page that is replaced once', async () => {
    const tier = new MemoryTier({ bytes: 10_000, entries: 100 });
    const [a, b] = [randomKey(), randomKey()];
    await tier.keep(await entryOf(a, 'x'.repeat(2000)));
    for (let i = 0; i < 10; i++) await tier.keep(await entryOf(b, 'y'.repeat(2000)));
    expect(tier.peek(a)).not.toBe(null);
  });
});
