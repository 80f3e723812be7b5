import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { importHmacKey } from '../src/canonical.ts';
import {
  PROBE_WINDOW,
  Probe,
  Probed,
  parseProbe,
  parseProbed,
  signProbe,
  signProbed,
  verifyProbe,
  verifyProbed,
} from '../src/probe.ts';
import { fixtures } from './fixtures.ts';

const ProbeCase = z.strictObject({
  name: z.string(),
  secret: z.string(),
  fields: Probe.omit({ mac: true }),
  request: z.strictObject({ host: z.string(), target: z.string() }),
  answer: Probed.omit({ mac: true }),
  expect: z.strictObject({ message: z.string(), header: z.string(), answer: z.string() }),
});

const keyOf = (secret: string) => importHmacKey(new TextEncoder().encode(secret));

describe('probe', () => {
  it.each(fixtures('probe', ProbeCase))('$name is signed, read and accepted', async (golden) => {
    const key = await keyOf(golden.secret);
    const ts = Number(golden.fields.ts);
    expect(await signProbe(key, golden.fields, golden.request)).toBe(golden.expect.header);
    const probe = parseProbe(golden.expect.header);
    if (probe === null) throw new Error('it is not read');
    expect(probe).toMatchObject(golden.fields);
    expect(await verifyProbe(key, probe, golden.request, ts + PROBE_WINDOW)).toBe(true);
    expect(await verifyProbe(key, probe, golden.request, ts + PROBE_WINDOW + 1)).toBe(false);
    expect(await verifyProbe(key, probe, { ...golden.request, host: 'other.test' }, ts)).toBe(false);
    expect(await verifyProbe(key, probe, { ...golden.request, target: '/other' }, ts)).toBe(false);
    expect(await verifyProbe(key, { ...probe, space: 'other' }, golden.request, ts)).toBe(false);
    expect(await verifyProbe(await keyOf('other'), probe, golden.request, ts)).toBe(false);
  });

  it.each(fixtures('probe', ProbeCase))(
    'the answer to $name is signed, read and accepted',
    async (golden) => {
      const key = await keyOf(golden.secret);
      expect(await signProbed(key, golden.answer)).toBe(golden.expect.answer);
      const answer = parseProbed(golden.expect.answer);
      if (answer === null) throw new Error('it is not read');
      expect(await verifyProbed(key, answer, golden.fields.nonce)).toBe(true);
      expect(await verifyProbed(key, answer, golden.fields.nonce.replace(/.$/, '_'))).toBe(false);
      expect(await verifyProbed(key, { ...answer, cpu: '1' }, golden.fields.nonce)).toBe(false);
    },
  );

  it.each(['', 'v1', 'v1;run=a;space=b;ts=1;nonce=c;mac=d'])('%j is no probe', (header) => {
    expect(parseProbe(header)).toBeNull();
    expect(parseProbed(header)).toBeNull();
  });
});
