/** How an isolate's view grows old, is replaced, and is not replaced. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Keeper } from '../../src/keeper.ts';
import type { GenerationStore, LedgerDelta } from '../../src/ledger/generation-store.ts';
import { InMemoryGenerationStore } from '../../src/ledger/in-memory.ts';
import { InMemoryViewShelf } from '../../src/ledger/in-memory-shelf.ts';
import { LedgerViews } from '../../src/ledger/views.ts';
import { TestWorld } from '../support/world.ts';

/** A ledger whose answers arrive when a test lets them: what they say is of the time at which they were asked. */
class SlowStore extends InMemoryGenerationStore {
  readonly waiting: (() => void)[] = [];
  reads = 0;
  slow = false;

  override async read(site: string, since: number, limit: number): Promise<LedgerDelta> {
    this.reads += 1;
    const answer = await super.read(site, since, limit);
    if (this.slow) await new Promise<void>((arrive) => this.waiting.push(arrive));
    return answer;
  }
}

let world: TestWorld;
let store: SlowStore;
let shelf: InMemoryViewShelf;
let views: LedgerViews;
const tasks: Promise<unknown>[] = [];

beforeEach(() => {
  world = new TestWorld();
  world.hurry = 50;
  store = new SlowStore(world);
  shelf = new InMemoryViewShelf(world);
  views = new LedgerViews(world, shelf);
});

const current = () => views.current('s', store, 5000, (task) => tasks.push(task));
const seq = async () => {
  const kept = await current();
  return kept.state === 'none' ? null : kept.value.seq;
};
const purge = (target: GenerationStore = store) =>
  target.purge({
    site: 's',
    kid: 'k',
    nonce: crypto.randomUUID(),
    idempotencyKey: crypto.randomUUID(),
    digest: 'd',
    claim: crypto.randomUUID(),
    tags: ['a'],
    soft: false,
    origin: null,
    acked: null,
  });
const settled = async () => {
  await Promise.all(tasks.splice(0));
};

describe('a view', () => {
  it.each([
    [5, 1],
    [30, 6],
    [60, 12],
  ])('that may be %d s old is read once in %d s at most, whatever the traffic', async (longest, pause) => {
    const visit = () => views.current('s', store, longest * 1000, (task) => tasks.push(task));
    for (let i = 0; i < 20; i++) await visit();
    world.pass(pause - 0.001);
    await visit();
    expect(store.reads).toBe(1);
    world.pass(0.002);
    for (let i = 0; i < 20; i++) await visit();
    await settled();
    expect(store.reads).toBe(2);
  });

  it('grows old from the moment at which it was asked for, not from its arrival', async () => {
    await current();
    world.pass(1.5);
    store.slow = true;
    await current();
    world.pass(3);
    store.slow = false;
    store.waiting.shift()?.();
    await settled();
    await purge();
    // Asked for 3 seconds ago: too old to be used without asking again.
    world.pass(2.1);
    expect(await seq()).toBe(1);
  });

  it('is not replaced by an answer that was asked for earlier and arrives later', async () => {
    await current();
    store.slow = true;
    world.pass(1.5);
    await current();
    await vi.waitFor(() => expect(store.waiting).toHaveLength(1));
    await purge();
    world.pass(1.5);
    store.slow = false;
    await vi.waitFor(async () => expect(await seq()).toBe(1));
    store.waiting.shift()?.();
    await settled();
    expect(await seq()).toBe(1);
  });

  it('that this isolate knows to be outdated is read anew at once; an answer on its way does not count', async () => {
    await current();
    store.slow = true;
    world.pass(1.5);
    await current();
    store.slow = false;
    await purge();
    views.outdate('s');
    store.waiting.shift()?.();
    expect(await seq()).toBe(1);
  });

  it('of a ledger that stands lower than was known when it was asked begins a new epoch', async () => {
    await purge();
    await purge();
    const before = await current();
    const restored = new InMemoryGenerationStore(world);
    const { epoch } = await store.read('s', 0, 10);
    const lower: GenerationStore = {
      ...methodsOf(restored),
      read: async (site, since, limit) => {
        const answer = await restored.read(site, since, limit);
        return rotated ? answer : { ...answer, epoch };
      },
      rotate: async () => {
        rotated = true;
      },
    };
    let rotated = false;
    world.pass(6);
    const after = await views.current('s', lower, 5000, (task) => tasks.push(task));
    expect(rotated).toBe(true);
    expect(after.state).toBe('known');
    if (after.state === 'none' || before.state === 'none') return;
    expect(after.value.epoch).not.toBe(before.value.epoch);
  });
});

describe('a reading that isolates of one data centre share', () => {
  const other = () => new LedgerViews(world, shelf);
  const seenBy = async (isolate: LedgerViews) => {
    const kept = await isolate.current('s', store, 5000, (task) => tasks.push(task));
    await settled();
    return kept.state === 'none' ? null : kept.value.seq;
  };

  it('costs one read in a second, however many they are', async () => {
    const isolates = [views, other(), other(), other()];
    for (let second = 0; second < 3; second++) {
      for (const isolate of isolates) await seenBy(isolate);
      world.pass(1.001);
    }
    expect(store.reads).toBe(3);
  });

  it('is as old for who takes it as for who sent the question', async () => {
    await seenBy(views);
    world.pass(0.9);
    const late = other();
    await seenBy(late);
    await purge();
    world.pass(0.2);
    // Older than a second: asked again behind this visit, and known to the next one.
    await seenBy(late);
    expect([await seenBy(late), store.reads]).toEqual([1, 2]);
  });

  it('that was sent before a purge which this isolate knows of is no answer, nor for an isolate that knows only that', async () => {
    await seenBy(views);
    const neighbour = other();
    await purge();
    neighbour.outdate('s');
    expect([await seenBy(neighbour), store.reads]).toEqual([1, 2]);
  });

  it('is taken away by a purge, so that who begins after it reads anew', async () => {
    await seenBy(views);
    await purge();
    views.purged('s', (task) => tasks.push(task));
    await settled();
    expect(await seenBy(other())).toBe(1);
  });

  const reading = async (changes: Partial<LedgerDelta>, sentAt = world.now()) => {
    const delta = { ...(await store.read('s', 0, 10)), ...changes };
    await shelf.put('s', { sentAt, delta }, 60);
    store.reads = 0;
  };

  it.each<[string, Partial<LedgerDelta>, number]>([
    ['that is older than a second', {}, -1001],
    ['from the future', {}, 1],
    ['that lies behind a position known here, whatever its date', { seq: 0 }, 0],
    ['from before a compaction known here', { floor: -1 }, 0],
    ['of another epoch', { epoch: 'other' }, 0],
    ['that begins after what is known here', { base: 2, seq: 2 }, 0],
  ])('%s is no answer', async (_, changes, skew) => {
    await purge();
    await seenBy(views);
    world.pass(2);
    await reading(changes, world.now() + skew);
    await seenBy(views);
    expect(store.reads).toBe(1);
  });

  it('that is none of these is one', async () => {
    await purge();
    await seenBy(views);
    world.pass(2);
    await reading({});
    await seenBy(views);
    expect(store.reads).toBe(0);
  });

  it('that was not sent later than what is known is no answer', async () => {
    const keeper = new Keeper<{ name: string }>(world, 10);
    const asked = (borrowedAt: number) =>
      keeper.current('k', {
        load: async () => ({ name: 'read' }),
        borrow: async () => ({ value: { name: 'borrowed' }, sentAt: borrowedAt }),
        limits: { young: 1000, longest: 1000 },
        background: () => {},
      });
    const sentAt = world.now();
    expect(await asked(sentAt)).toMatchObject({ value: { name: 'borrowed' } });
    world.pass(2);
    expect(await asked(sentAt)).toMatchObject({ value: { name: 'read' } });
  });
});

function methodsOf(store: GenerationStore): GenerationStore {
  return {
    read: store.read.bind(store),
    lookUp: store.lookUp.bind(store),
    purge: store.purge.bind(store),
    rotate: store.rotate.bind(store),
    compact: store.compact.bind(store),
    forget: store.forget.bind(store),
  };
}
