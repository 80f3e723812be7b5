/**
 * Many clients of one cold page, in an isolate: one suite for a site of ours and for general mode. `npm run edge` before a
 * real origin goes through the same cases in worker/conformance/sharing.test.ts.
 */

import { PurgeAccepted } from '@dynamic-cache/contracts/purge';
import { describe, expect, it, vi } from 'vitest';
import { openGateway } from './support/gateway.ts';
import { openStand } from './support/stand.ts';
import type { TestWorld } from './support/world.ts';

const CLIENTS = 200;

/** What the origin makes of a request; one that fails throws. */
type Render = () => Promise<{ text: string; isShared: boolean }>;

interface Subject {
  world: TestWorld;
  visit(): Promise<{ status: number; text: string }>;
  purge(): Promise<void>;
  /** Requests that have reached the origin. */
  asked(): number;
}

const shared = (text: string) => ({ text, isShared: true });
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function siteOfOurs(render: Render): Promise<Subject> {
  const stand = await openStand();
  const { world, wordpress } = stand;
  let asked = 0;
  world.answer(wordpress.host, async (request) => {
    asked += 1;
    const { text, isShared } = await render();
    wordpress.pages.set('/a/', { body: text, tags: ['post:1'], unmarked: !isShared });
    return wordpress.answer(request);
  });
  const purge = async () => void (await stand.purge({ tags: ['post:1'] }));
  return { world, visit: () => stand.visit('/a/'), purge, asked: () => asked };
}

async function generalMode(render: Render): Promise<Subject> {
  const path = `/${crypto.randomUUID()}`;
  const { world, visit, signed, requests } = await openGateway(async () => {
    const { text, isShared } = await render();
    const headers = { 'Cache-Control': isShared ? 'max-age=600' : 'private', 'Surrogate-Key': 'post:1' };
    return new Response(text, { headers });
  });
  const purge = async () => {
    const answer = await signed('POST', '/api/cache/purge', { tags: ['post:1'] });
    PurgeAccepted.parse(JSON.parse(answer.text));
  };
  return { world, visit: () => visit(path), purge, asked: () => requests.length };
}

const many = (subject: Subject, clients = CLIENTS) =>
  Promise.all(Array.from({ length: clients }, () => subject.visit()));
const texts = (answers: { text: string }[]) => new Set(answers.map(({ text }) => text));

describe.each([
  ['a site of ours', siteOfOurs],
  ['general mode', generalMode],
])('two hundred clients of a cold page: %s', (_, open) => {
  it('R-20: cost one fetch', async () => {
    const subject = await open(async () => {
      await pause(20);
      return shared('page');
    });
    expect(texts(await many(subject))).toEqual(new Set(['page']));
    expect(subject.asked()).toBe(1);
    expect(texts(await many(subject, 10))).toEqual(new Set(['page']));
    expect(subject.asked()).toBe(1);
  });

  it('R-20, R-22: cost one more across a purge, and who came after it sees nothing from before', async () => {
    let version = 'old';
    const held: (() => void)[] = [];
    const subject = await open(async () => {
      const text = version;
      if (text === 'old') await new Promise<void>((done) => void held.push(done));
      else await pause(10);
      return shared(text);
    });
    const before = many(subject, CLIENTS / 2);
    await vi.waitFor(() => expect(held).toHaveLength(1));
    version = 'new';
    await subject.purge();
    const after = many(subject, CLIENTS / 2);
    await pause(20);
    held[0]?.();
    expect(texts(await after)).toEqual(new Set(['new']));
    const early = await before;
    // The one whose fetch it was gets what it began with; nobody else does.
    expect(early.filter(({ text }) => text === 'old').length).toBeLessThanOrEqual(1);
    expect(subject.asked()).toBe(2);
    expect((await subject.visit()).text).toBe('new');
    expect(subject.asked()).toBe(2);
  });

  it('R-20: cost one more when the origin is slower than anybody waits', async () => {
    let isFirst = true;
    const subject = await open(async () => {
      const isSlow = isFirst;
      isFirst = false;
      await pause(isSlow ? 1500 : 10);
      return shared('page');
    });
    subject.world.hurry = 10;
    const answers = await many(subject);
    expect(texts(answers)).toEqual(new Set(['page']));
    expect(subject.asked()).toBe(2);
  });

  it('R-21: survive a leader whose fetch fails, at the cost of one more', async () => {
    let isFirst = true;
    const subject = await open(async () => {
      const fails = isFirst;
      isFirst = false;
      await pause(20);
      if (fails) throw new Error('connection reset');
      return shared('page');
    });
    const answers = await many(subject);
    expect(answers.filter(({ text }) => text === 'page')).toHaveLength(CLIENTS - 1);
    expect(answers.filter(({ status }) => status === 502)).toHaveLength(1);
    expect(subject.asked()).toBe(2);
  });

  it('do not queue for an answer that cannot be shared', async () => {
    let [running, most] = [0, 0];
    const subject = await open(async () => {
      running += 1;
      most = Math.max(most, running);
      await pause(30);
      running -= 1;
      return { text: 'own', isShared: false };
    });
    expect(texts(await many(subject))).toEqual(new Set(['own']));
    expect(subject.asked()).toBe(CLIENTS);
    // One goes ahead; as soon as its answer is known not to be for all, everybody else goes at once.
    expect(most).toBe(CLIENTS - 1);
    most = 0;
    await many(subject);
    // From then on nobody waits for anybody.
    expect(most).toBe(CLIENTS);
  });

  it('R-20, R-21: do not hang on a fetch that never ends', async () => {
    const renders: (() => void)[] = [];
    const subject = await open(async () => {
      if (renders.length === 0) await new Promise<void>((done) => void renders.push(done));
      return shared('page');
    });
    subject.world.hurry = 10;
    const stuck = subject.visit();
    await vi.waitFor(() => expect(renders).toHaveLength(1));
    // The first ends after the others have the page, and not before.
    expect(texts(await many(subject))).toEqual(new Set(['page']));
    expect(subject.asked()).toBe(2);
    renders[0]?.();
    expect((await stuck).text).toBe('page');
  });
});
