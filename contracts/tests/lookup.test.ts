import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cacheKey } from '../src/cache-key.ts';
import { lookup } from '../src/lookup.ts';
import { BypassReason } from '../src/reason.ts';
import { Rules } from '../src/rules.ts';
import { Host } from '../src/settings.ts';
import { fixtures } from './fixtures.ts';

const Case = z.strictObject({
  name: z.string(),
  request: z.strictObject({
    method: z.string(),
    scheme: z.string(),
    host: z.string(),
    target: z.string(),
    headers: z.record(z.string(), z.string()),
  }),
  folded_target: z.string().optional(),
  site: z.strictObject({
    site: z.string(),
    scheme: z.string(),
    host: z.string(),
    aliases: z.array(Host),
    enabled: z.boolean(),
    pausedUntil: z.number(),
    rules: Rules,
  }),
  now: z.number(),
  expect: z.discriminatedUnion('action', [
    z.strictObject({ action: z.literal('bypass'), reason: BypassReason }),
    z.strictObject({
      action: z.literal('lookup'),
      canonical: z.string(),
      key: z.string(),
      path: z.string(),
      query: z.string(),
      ignored: z.array(z.string()),
    }),
  ]),
});

async function decide(request: z.infer<typeof Case>['request'], { site, now }: z.infer<typeof Case>) {
  const result = lookup(request, site, now);
  if (result.action === 'bypass') return result;
  const ignored = result.ignored.map(({ name }) => name);
  return { ...result, ignored, key: await cacheKey(result.canonical) };
}

describe('a request is looked up or bypassed', () => {
  const cases = fixtures('lookup', Case);

  it.each(cases)('$name', async (golden) => {
    expect(await decide(golden.request, golden)).toEqual(golden.expect);
  });

  it.each(cases.filter((golden) => golden.folded_target !== undefined))(
    'as folded by the edge: $name',
    async (golden) => {
      const request = { ...golden.request, target: golden.folded_target ?? '' };
      const { ignored: _, ...found } = { ignored: [], ...(await decide(request, golden)) };
      const { ignored: __, ...wanted } = { ignored: [], ...golden.expect };
      expect(found).toEqual(wanted);
    },
  );

  it('every bypass word has a case', () => {
    const seen = new Set(cases.map(({ expect }) => (expect.action === 'bypass' ? expect.reason : '')));
    expect(BypassReason.options.filter((reason) => !seen.has(reason))).toEqual([]);
  });
});
