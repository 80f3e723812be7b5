/** How an isolate's view grows old, is replaced, and is not replaced. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { GenerationStore, LedgerDelta } from '../../src/ledger/generation-store.ts';
import { InMemoryGenerationStore } from '../../src/ledger/in-memory.ts';
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
let views: LedgerViews;
const tasks: Promise<unknown>[] = [];

beforeEach(() => {
  world = new TestWorld();
  world.hurry = 50;
  store = new SlowStore(world);
  views = new LedgerViews(world);
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
  it('is read once a second at most, whatever the traffic', async () => {
    for (let i = 0; i < 20; i++) await current();
    expect(store.reads).toBe(1);
    world.pass(1.001);
    for (let i = 0; i < 20; i++) await current();
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
    await purge();
    world.pass(1.5);
    store.slow = false;
    await current();
    await settled;
    expect(await seq()).toBe(1);
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
