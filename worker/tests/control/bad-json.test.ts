/** Texts that are no proper JSON are refused on every route, and leave nothing behind. */
import { ApiError } from '@dynamic-cache/contracts/api-error';
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
    ['nothing', '', ''],
    ['half of it', '{"site_id":', ''],
    ['half a text', '{"site_id":"', ''],
    ['NaN', '{"vote":NaN}', 'vote'],
    [
      'Infinity in a list',
      '{"candidates":[{"p":1},{"metrics":{"a":[1,2],"b":-Infinity}}]}',
      'candidates.1.metrics.b',
    ],
    ['a number that is none', '{"a":01}', 'a'],
    ['an escape that is none', '{"a":1,"b":"\\x41"}', 'b'],
    ['a comment', '{"vote":1/**/}', 'vote'],
    ['a byte order mark', '\ufeff{}', ''],
    ['33 levels', deep(32), `context${'.0'.repeat(31)}`],
    ['1,000 levels', deep(1000), `context${'.0'.repeat(31)}`],
    ['a name twice', '{"site_id":"a","vote":1,"site_id":"b"}', 'site_id'],
    ['a name twice, once escaped', '{"vote":1,"vot\\u0065":2}', 'vote'],
    ['a name twice, inside', '{"context":[{"a":1},{"b":{"c":1,"c":1}}]}', 'context.1.b.c'],
    ['half a surrogate', '{"context":["\\ud800"]}', 'context.0'],
  ])('%s is invalid_json with its path on every route', async (_, text, path) => {
    for (const [route] of rightBodies(caller.stand.siteId)) {
      const before = await rowsOf(caller.stand);
      const answer = await call(caller, route, text);
      const { error, details } = ApiError.parse(JSON.parse(answer.text));
      expect([answer.status, error, details?.map((one) => one.path)]).toEqual([400, 'invalid_json', [path]]);
      expect(await rowsOf(caller.stand)).toEqual(before);
    }
  });

  it('32 levels are not too many', async () => {
    const answer = await call(caller, 'sandbox/vote', deep(31));
    expect(errorOf(answer)).toBe('invalid_body');
  });

  it('a text of quotation marks that never ends costs no more than its length', async () => {
    const answer = await call(caller, 'sandbox/vote', `{"a":"${'\\"'.repeat(500_000)}`);
    expect([answer.status, errorOf(answer)]).toEqual([400, 'invalid_json']);
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
