import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as signature from '../src/signature.ts';
import { fixtures } from './fixtures.ts';

const Request = z.strictObject({
  pluginId: z.string(),
  timestamp: z.string(),
  nonce: z.string(),
  method: z.string(),
  authority: z.string(),
  target: z.string(),
  contentType: z.string(),
});
const Expected = z.strictObject({ bodyDigest: z.string(), canonical: z.string(), signature: z.string() });
const V0 = z.strictObject({
  name: z.string(),
  secret: z.string(),
  request: Request,
  body: z.string(),
  expect: Expected,
});
const V1 = V0.extend({ kid: z.string(), direction: z.enum(['plugin-to-worker', 'worker-to-plugin']) });

describe('signatures', () => {
  it.each(fixtures('signature/v0.json', V0))(
    'v0 covers $name',
    async ({ secret, request, body, expect: golden }) => {
      const signed = { ...request, bodyDigest: await signature.bodyDigest(body) };
      expect(signature.canonicalV0(signed)).toBe(golden.canonical);
      expect(await signature.signV0(secret, signed)).toBe(golden.signature);
    },
  );

  it.each(fixtures('signature/v1.json', V1))('v1 covers $name', async (golden) => {
    const { secret, kid, direction, request, body } = golden;
    const signed = { ...request, bodyDigest: await signature.bodyDigest(body) };
    expect(signature.canonicalV1(signed, direction, kid)).toBe(golden.expect.canonical);
    expect(await signature.signV1(secret, kid, direction, signed)).toBe(golden.expect.signature);
  });

  it('up to five signatures are read, six are refused (SIG-20)', () => {
    const one = `v1=k1:${'a'.repeat(64)}`;
    expect(signature.parseSignatures(Array(5).fill(one).join(', '))).toHaveLength(5);
    expect(signature.parseSignatures(Array(6).fill(one).join(', '))).toBeNull();
  });

  it.each([
    '',
    'v1',
    'v1=',
    'v1=k1',
    `v2=k1:${'a'.repeat(64)}`,
    `v1=../x:${'a'.repeat(64)}`,
    'a'.repeat(63),
    'A'.repeat(64),
  ])('the header %j is malformed (SIG-03)', (header) => {
    expect(signature.parseSignatures(header)).toBeNull();
  });

  it.each([
    ['/api/cache/purge', true],
    ['/api/cache/keys?prefix=post%3A1&limit=10', true],
    ['/api/cache/purge?', false],
    ['/api/x/../purge', false],
    ['/api/x/%2e%2e/purge', false],
    ['/api/x?a=1?b=2', false],
    ["/api/x'y", false],
    ['api/x', false],
  ])('the target %j is signable: %j (SIG-08)', (target, signable) => {
    expect(signature.isSignableTarget(target)).toBe(signable);
  });
});
