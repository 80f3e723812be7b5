/** Texts that are no proper JSON are refused on every route, and leave nothing behind. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Caller, call, rowsOf, siteCaller } from '../support/control-call.ts';
import { errorOf, openStand } from '../support/stand.ts';
import { rightBodies } from './bodies.ts';

let caller: Caller;
beforeAll(async () => {
  caller = siteCaller(await openStand());
});

describe('SIG-26, API-19 texts that are no proper JSON', () => {
  const deep = (levels: number) => `{"context":${'['.repeat(levels)}${']'.repeat(levels)}}`;

  it.each([
    ['nothing', ''],
    ['half of it', '{"site_id":'],
    ['NaN', '{"vote":NaN}'],
    ['Infinity', '{"vote":Infinity}'],
    ['a comment', '{"vote":1/**/}'],
    ['a byte order mark', '\ufeff{}'],
    ['33 levels', deep(32)],
    ['1,000 levels', deep(1000)],
    ['a name twice', '{"site_id":"a","vote":1,"site_id":"b"}'],
    ['a name twice, once escaped', '{"vote":1,"vot\\u0065":2}'],
    ['a name twice, inside', '{"context":[{"a":1},{"b":{"c":1,"c":1}}]}'],
    ['half a surrogate', '{"context":"\\ud800"}'],
  ])('%s is invalid_json on every route', async (_, text) => {
    for (const [path] of rightBodies(caller.stand.siteId)) {
      const before = await rowsOf(caller.stand);
      const answer = await call(caller, path, text);
      expect([answer.status, errorOf(answer)]).toEqual([400, 'invalid_json']);
      expect(await rowsOf(caller.stand)).toEqual(before);
    }
  });

  it.each([
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"x"'],
    ['a number beyond all numbers', '{"vote":1e999,"request_id":"a","agent_id":"b"}'],
    ['a member named __proto__', '{"__proto__":{"vote":1},"request_id":"a","agent_id":"b","vote":1}'],
    ['a member named constructor', '{"constructor":1,"request_id":"a","agent_id":"b","vote":1}'],
  ])('%s is invalid_body', async (_, text) => {
    const before = await rowsOf(caller.stand);
    const answer = await call(caller, 'sandbox/vote', text);
    expect([answer.status, errorOf(answer)]).toEqual([400, 'invalid_body']);
    expect(await rowsOf(caller.stand)).toEqual(before);
  });

  it('the same name in two objects is none twice', async () => {
    const answer = await call(
      caller,
      'sandbox/vote',
      '{"request_id":"a","agent_id":"b","vote":1,"reason":"\\"vote\\":{"}',
    );
    expect(errorOf(answer)).toBe('sandbox_request_not_found');
  });

  it('1 MB and a byte is 413, whatever is in it', async () => {
    const answer = await call(caller, 'cache/benchmark', ' '.repeat(1_048_577));
    expect([answer.status, errorOf(answer)]).toEqual([413, 'body_too_large']);
  });
});
