/** The conditions that every purge ledger fulfils: D1 and Durable Objects as they run, and their twin in memory. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { GenerationStore, Purge } from '../../src/ledger/generation-store.ts';
import { InMemoryGenerationStore } from '../../src/ledger/in-memory.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { testEnv } from '../support/env.ts';
import { TestWorld } from '../support/world.ts';

const EPOCH = '0'.repeat(32);
const OTHER = '1'.repeat(32);

describe.each([
  ['D1', (world: TestWorld): GenerationStore => openLedger(testEnv({ LEDGER_STORE: 'd1' }), world)],
  [
    'Durable Objects',
    (world: TestWorld): GenerationStore => openLedger(testEnv({ LEDGER_STORE: 'durable-object' }), world),
  ],
  ['in memory', (world: TestWorld): GenerationStore => new InMemoryGenerationStore(world)],
])('a purge ledger: %s', (_, open) => {
  let world: TestWorld;
  let store: GenerationStore;
  let site: string;

  beforeEach(() => {
    world = new TestWorld();
    store = open(world);
    site = crypto.randomUUID();
  });

  const purge = (tags: string[], more: Partial<Purge> = {}) =>
    store.purge({
      site,
      kid: 'k',
      nonce: crypto.randomUUID(),
      idempotencyKey: crypto.randomUUID(),
      digest: 'd',
      claim: crypto.randomUUID(),
      tags,
      soft: false,
      origin: null,
      acked: null,
      ...more,
    });
  const generation = async (tag: string) => (await store.lookUp(site, [tag])).tags[0];

  it('begins at zero, with an epoch that stays', async () => {
    const first = await store.read(site, 0, 10);
    expect(first).toMatchObject({ seq: 0, floor: 0, base: 0, tags: [], originEpoch: null });
    expect(first.epoch).toMatch(/^[0-9a-f]{32}$/);
    expect((await store.read(site, 0, 10)).epoch).toBe(first.epoch);
  });

  it('gives every purge a position of its own, and marks its tags with it', async () => {
    const { epoch } = await store.read(site, 0, 10);
    expect(await purge(['a', 'b'])).toEqual({ outcome: 'done', epoch, seq: 1 });
    expect(await purge(['b'])).toEqual({ outcome: 'done', epoch, seq: 2 });
    expect(await generation('a')).toMatchObject({ hard: 1, soft: 0, last: 1 });
    expect(await generation('b')).toMatchObject({ hard: 2, last: 2 });
  });

  it('keeps sites apart', async () => {
    await purge(['a']);
    await purge(['a'], { site: `${site}-2` });
    expect((await store.read(site, 0, 10)).seq).toBe(1);
    await store.forget(`${site}-2`);
    expect((await store.read(site, 0, 10)).tags).toHaveLength(1);
    expect((await store.read(`${site}-2`, 0, 10)).seq).toBe(0);
  });

  it('tells what was purged since, the whole of each position, and where that begins', async () => {
    for (const tags of [['a'], ['b', 'c'], ['d', 'e'], ['f']]) await purge(tags);
    const names = async (since: number, limit: number) => {
      const { base, tags } = await store.read(site, since, limit);
      return [base, tags.map(({ tag }) => tag).sort()];
    };
    expect(await names(0, 10)).toEqual([0, ['a', 'b', 'c', 'd', 'e', 'f']]);
    expect(await names(2, 10)).toEqual([2, ['d', 'e', 'f']]);
    expect(await names(4, 10)).toEqual([4, []]);
    expect(await names(0, 4)).toEqual([2, ['d', 'e', 'f']]);
    expect(await names(0, 2)).toEqual([3, ['f']]);
  });

  it('spends a nonce once, whatever comes with it', async () => {
    await purge(['a'], { nonce: 'n', kid: site });
    expect(await purge(['b'], { nonce: 'n', kid: site })).toEqual({ outcome: 'replayed-nonce' });
    expect(await generation('b')).toBe(undefined);
    expect((await purge(['b'], { nonce: 'n', kid: `${site}-2` })).outcome).toBe('done');
  });

  it('answers a repetition as it did the first time, without a second effect', async () => {
    const first = await purge(['a'], { idempotencyKey: 'i' });
    await purge(['b']);
    expect(await purge(['a'], { idempotencyKey: 'i' })).toEqual(first);
    expect((await store.read(site, 0, 10)).seq).toBe(2);
  });

  it('refuses a key that stands for something else, and still answers the first', async () => {
    const first = await purge(['a'], { idempotencyKey: 'i', digest: 'x' });
    expect(await purge(['b'], { idempotencyKey: 'i', digest: 'y' })).toEqual({ outcome: 'key-conflict' });
    expect(await generation('b')).toBe(undefined);
    expect(await purge(['a'], { idempotencyKey: 'i', digest: 'x' })).toEqual(first);
  });

  it('forgets a key after a day', async () => {
    await purge(['a'], { idempotencyKey: 'i' });
    world.pass(86_401);
    expect(await purge(['a'], { idempotencyKey: 'i' })).toMatchObject({ outcome: 'done', seq: 2 });
  });

  it('executes one of many equal requests at once', async () => {
    const once = { nonce: 'n', kid: site, idempotencyKey: 'i' };
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => purge(['a'], once)));
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect((await store.read(site, 0, 10)).seq).toBe(1);
  });

  it('begins a new epoch when the site has seen a position that is not there', async () => {
    const { epoch } = await store.read(site, 0, 10);
    await purge(['a'], { acked: { epoch, seq: 0 } });
    expect(await purge(['a'], { acked: { epoch, seq: 1 } })).toEqual({ outcome: 'done', epoch, seq: 2 });
    const rotated = await purge(['a'], { acked: { epoch, seq: 3 } });
    expect(rotated).toMatchObject({ outcome: 'done', seq: 3 });
    if (rotated.outcome !== 'done') return;
    expect(rotated.epoch).not.toBe(epoch);
    // A site that has not heard of it yet does not cause another.
    expect(await purge(['a'], { acked: { epoch, seq: 3 } })).toMatchObject({ epoch: rotated.epoch });
    expect(await purge(['a'], { acked: { epoch: OTHER, seq: 1 } })).not.toMatchObject({
      epoch: rotated.epoch,
    });
  });

  it('rotates only the epoch that it was asked to', async () => {
    const { epoch } = await store.read(site, 0, 10);
    await store.rotate(site, OTHER);
    expect((await store.read(site, 0, 10)).epoch).toBe(epoch);
    await store.rotate(site, epoch);
    expect((await store.read(site, 0, 10)).epoch).not.toBe(epoch);
  });

  it('keeps the time of the first of several soft purges, and hardens it when that is over', async () => {
    const begin = Math.floor(world.now() / 1000);
    await purge(['a'], { soft: true });
    expect(await generation('a')).toMatchObject({ hard: 0, soft: 1, softAt: begin });
    world.pass(30);
    await purge(['a'], { soft: true });
    expect(await generation('a')).toMatchObject({ hard: 0, soft: 2, softAt: begin });
    world.pass(31);
    await purge(['a'], { soft: true });
    expect(await generation('a')).toMatchObject({ hard: 2, soft: 3, softAt: begin + 61 });
    await purge(['a']);
    expect(await generation('a')).toMatchObject({ hard: 4, soft: 3 });
    await purge(['a'], { soft: true });
    expect(await generation('a')).toMatchObject({ hard: 4, soft: 5, softAt: begin + 61 });
  });

  it('forgets the tags that were purged before anything was stored that is alive, and raises its floor', async () => {
    const day = 86_400;
    const state = async () => {
      const { seq, floor, tags } = await store.read(site, 0, 10);
      return [seq, floor, tags.map(({ tag }) => tag).sort()];
    };
    const now = () => Math.floor(world.now() / 1000);
    await purge(['a', 'b']);
    await store.compact(site, now() - 10 * day);
    world.pass(day);
    await purge(['b']);
    await store.compact(site, now() - 10 * day);
    expect(await state()).toEqual([2, 0, ['a', 'b']]);
    world.pass(9 * day);
    // Noted ten days ago: the sequence stood at 1.
    await store.compact(site, now() - 10 * day);
    expect(await state()).toEqual([2, 1, ['b']]);
    world.pass(day);
    await store.compact(site, now() - 10 * day);
    expect(await state()).toEqual([2, 2, []]);
    expect(await purge(['a'])).toMatchObject({ seq: 3 });
    // A clock that was set back lowers nothing.
    world.pass(-30 * day);
    await store.compact(site, now() - 10 * day);
    expect(await state()).toEqual([3, 2, ['a']]);
  });

  it("keeps the origin's position per tag, never lower within an epoch", async () => {
    await purge(['a'], { origin: { epoch: EPOCH, seq: 7 } });
    await purge(['a'], { origin: { epoch: EPOCH, seq: 5 } });
    expect(await generation('a')).toMatchObject({ originSeq: 7, originEpoch: EPOCH });
    await purge(['a']);
    expect(await generation('a')).toMatchObject({ originSeq: 7, originEpoch: EPOCH });
    await purge(['a'], { origin: { epoch: OTHER, seq: 1 } });
    expect(await generation('a')).toMatchObject({ originSeq: 7, originEpoch: EPOCH });
    await purge(['site'], { origin: { epoch: OTHER, seq: 2 } });
    expect((await store.read(site, 0, 10)).originEpoch).toBe(OTHER);
    await purge(['a'], { origin: { epoch: OTHER, seq: 3 } });
    expect(await generation('a')).toMatchObject({ originSeq: 3, originEpoch: OTHER });
  });
});
