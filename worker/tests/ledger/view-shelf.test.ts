/** The conditions of the port, for the Cache API and for its twin in memory. */
import { describe, expect, it } from 'vitest';
import { InMemoryViewShelf } from '../../src/ledger/in-memory-shelf.ts';
import { ColoViewShelf, type SharedReading, type ViewShelf } from '../../src/ledger/view-shelf.ts';
import { BEGIN, TestWorld } from '../support/world.ts';

const generation = { hard: 3, soft: 0, softAt: 0, originSeq: 7, originEpoch: 'o', last: 3 };
const READING: SharedReading = {
  sentAt: BEGIN * 1000,
  delta: {
    epoch: 'e',
    seq: 3,
    floor: 1,
    originEpoch: null,
    base: 0,
    tags: [{ tag: 'post:1', ...generation }],
  },
};
const LATER = { ...READING, sentAt: READING.sentAt + 1, delta: { ...READING.delta, seq: 4 } };

/** A name that no other test uses: the Cache API is one for all. */
const newSite = () => `s/${crypto.randomUUID()}?`;

describe.each<[string, (world: TestWorld) => ViewShelf]>([
  ['the Cache API', (world) => new ColoViewShelf(world)],
  ['the twin in memory', (world) => new InMemoryViewShelf(world)],
])('a shelf of readings: %s', (_, open) => {
  it('gives what was put there last, to the byte, and to that site alone', async () => {
    const [shelf, site] = [open(new TestWorld()), newSite()];
    expect(await shelf.find(site)).toBeNull();
    await shelf.put(site, READING, 60);
    expect(await shelf.find(site)).toEqual(READING);
    await shelf.put(site, LATER, 60);
    expect(await shelf.find(site)).toEqual(LATER);
    expect(await shelf.find(newSite())).toBeNull();
  });

  it('gives nothing of what was taken away', async () => {
    const [shelf, site] = [open(new TestWorld()), newSite()];
    await shelf.put(site, READING, 60);
    await shelf.drop(site);
    expect(await shelf.find(site)).toBeNull();
  });
});

describe('the Cache API as a shelf', () => {
  const broken = () => Promise.reject(new Error('broken'));
  const none = async () => undefined;

  it.each<[string, Cache['match']]>([
    ['fails', broken],
    ['hangs', () => new Promise(() => {})],
    ['holds something else', async () => new Response('{"sentAt": 1, "delta": {}}')],
    ['holds no JSON', async () => new Response('<html>')],
  ])('has nothing when it %s', async (_, match) => {
    const world = new TestWorld();
    world.hurry = 10;
    world.replaceCache({ match, put: none, delete: async () => false });
    expect(await new ColoViewShelf(world).find('s')).toBeNull();
  });

  it('keeps quiet when it cannot be written', async () => {
    const world = new TestWorld();
    world.replaceCache({ match: none, put: broken, delete: broken });
    await new ColoViewShelf(world).put('s', READING, 1);
    await new ColoViewShelf(world).drop('s');
  });

  it('is told for how long: not longer than the reading is good', async () => {
    const world = new TestWorld();
    const told: (string | null)[] = [];
    const put: Cache['put'] = async (_, response) => void told.push(response.headers.get('Cache-Control'));
    world.replaceCache({ match: none, put, delete: async () => false });
    await new ColoViewShelf(world).put('s', READING, 6);
    expect(told).toEqual(['max-age=6']);
  });
});
