import { expect, it } from 'vitest';
import { askHealth } from '../../deploy/health.ts';

const ONCE = { tries: 1, pause: 0 };
const answering = (...bodies: string[]) => {
  const left = [...bodies];
  return () => Promise.resolve(new Response(left.shift() ?? '', { status: 200 }));
};

it('waits for an address that is not known everywhere yet', async () => {
  const fetcher = answering('<p>There is nothing here yet</p>', '{"ok":true,"status":"healthy"}');
  expect(await askHealth('https://edge.example', fetcher, { tries: 2, pause: 0 })).toEqual({
    kind: 'healthy',
  });
});

it.each([
  ['{"ok":true,"status":"degraded"}', /cannot read its databases/],
  ['<h1>Welcome</h1>', /edge\.example\/api\/cache\/health answered 200 and not what/],
])('says what is wrong with an answer like %s', async (body, sentence) => {
  const answer = await askHealth('https://edge.example', answering(body), ONCE);
  expect(answer).toEqual({ kind: 'unwell', sentence: expect.stringMatching(sentence) });
});

it('says that nobody answers', async () => {
  const answer = await askHealth(
    'https://edge.example',
    () => Promise.reject(new TypeError('fetch failed')),
    ONCE,
  );
  expect(answer).toEqual({
    kind: 'unwell',
    sentence: expect.stringContaining('cannot be reached: fetch failed'),
  });
});
