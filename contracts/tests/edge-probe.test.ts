import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deriveHmacKey } from '../src/canonical.ts';
import { EdgeProbe, PROBE_INFO, parseEdgeProbe, signEdgeProbe, verifyEdgeProbe } from '../src/edge-probe.ts';
import { PROBE_WINDOW } from '../src/probe.ts';
import { fixtures } from './fixtures.ts';

const EdgeProbeCase = z.strictObject({
  name: z.string(),
  secret: z.string(),
  fields: EdgeProbe.omit({ mac: true }),
  request: z.strictObject({ host: z.string(), target: z.string() }),
  expect: z.strictObject({ message: z.string(), header: z.string() }),
});

describe('edge probe', () => {
  it.each(fixtures('edge-probe', EdgeProbeCase))('$name is signed, read and accepted', async (golden) => {
    const { fields, request } = golden;
    const key = await deriveHmacKey(golden.secret, PROBE_INFO);
    const ts = Number(fields.ts);
    expect(await signEdgeProbe(key, fields, request)).toBe(golden.expect.header);
    const probe = parseEdgeProbe(golden.expect.header);
    if (probe === null) throw new Error('it is not read');
    expect(probe).toMatchObject(fields);
    expect(await verifyEdgeProbe(key, probe, request, ts + PROBE_WINDOW)).toBe(true);
    expect(await verifyEdgeProbe(key, probe, request, ts - PROBE_WINDOW)).toBe(true);
    expect(await verifyEdgeProbe(key, probe, request, ts + PROBE_WINDOW + 1)).toBe(false);
    expect(await verifyEdgeProbe(key, probe, { ...request, host: 'other.test' }, ts)).toBe(false);
    expect(await verifyEdgeProbe(key, probe, { ...request, target: '/other' }, ts)).toBe(false);
    expect(await verifyEdgeProbe(key, { ...probe, strategy: 'object-cache' }, request, ts)).toBe(false);
    expect(await verifyEdgeProbe(key, { ...probe, space: 'other' }, request, ts)).toBe(false);
    const other = await deriveHmacKey(golden.secret, 'dynamic-cache/v1/fill');
    expect(await verifyEdgeProbe(other, probe, request, ts)).toBe(false);
  });

  it.each(['', 'v1', 'v1;kid=k;strategy=fast;tiers=all;run=a;space=b;ts=1;nonce=c;mac=d'])(
    '%j is no probe',
    (header) => {
      expect(parseEdgeProbe(header)).toBeNull();
    },
  );
});
