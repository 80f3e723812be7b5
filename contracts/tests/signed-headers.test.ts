import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deriveHmacKey } from '../src/canonical.ts';
import { FILL_INFO, FILL_WINDOW, parseFill, signFill, verifyFill } from '../src/fill.ts';
import { MARKER_INFO, Marker, parseMarker, signMarker, verifyMarker } from '../src/marker.ts';
import {
  MIN_SEQ_INFO,
  MIN_SEQ_WINDOW,
  type MinSeq,
  parseMinSeq,
  signMinSeq,
  verifyMinSeq,
} from '../src/min-seq.ts';
import { challengeAnswer } from '../src/registration.ts';
import { fixtures } from './fixtures.ts';

const FillCase = z.strictObject({
  name: z.string(),
  secret: z.string(),
  fields: z.strictObject({ kid: z.string(), method: z.string(), key: z.string(), ts: z.string() }),
  expect: z.strictObject({ message: z.string(), header: z.string() }),
});
const MinSeqCase = z.strictObject({
  name: z.string(),
  secret: z.string(),
  fields: z.strictObject({ kid: z.string(), ts: z.string(), epoch: z.string(), seq: z.string() }),
  expect: z.strictObject({ message: z.string(), header: z.string() }),
});
const MarkerCase = z.strictObject({
  name: z.string(),
  secret: z.string(),
  fields: Marker.omit({ mac: true }),
  response: z.strictObject({ key: z.string(), status: z.int(), persona: z.string(), tags: z.string() }),
  expect: z.strictObject({ message: z.string(), header: z.string() }),
});
const ChallengeCase = z.strictObject({
  name: z.string(),
  secret: z.string(),
  id: z.string(),
  expect: z.string(),
});

describe('fill', () => {
  const cases = fixtures('fill', FillCase);

  it.each(cases)('$name is signed, read and accepted', async ({ secret, fields, expect: golden }) => {
    const key = await deriveHmacKey(secret, FILL_INFO);
    const ts = Number(fields.ts);
    expect(await signFill(key, fields.kid, fields.method, fields.key, ts)).toBe(golden.header);
    const fill = parseFill(golden.header);
    expect(fill).not.toBeNull();
    if (fill === null) return;
    expect(await verifyFill(key, fill, fields.method, fields.key, ts + FILL_WINDOW)).toBe(true);
    expect(await verifyFill(key, fill, fields.method, fields.key, ts + FILL_WINDOW + 1)).toBe(false);
    expect(await verifyFill(key, fill, 'POST', fields.key, ts)).toBe(false);
    expect(await verifyFill(key, fill, fields.method, fields.key.replace(/.$/, '_'), ts)).toBe(false);
  });

  it.each(['', 'v1;kid=k1', 'v2;kid=a;ts=1;mac=b', 'v1;kid=;ts=1795000000;mac=x'])(
    '%j is no fill',
    (header) => {
      expect(parseFill(header)).toBeNull();
    },
  );
});

describe('X-Min-Seq', () => {
  const cases = fixtures('min-seq', MinSeqCase);

  it.each(cases)('$name is signed, read and accepted', async ({ secret, fields, expect: golden }) => {
    const key = await deriveHmacKey(secret, MIN_SEQ_INFO);
    const [ts, seq] = [Number(fields.ts), Number(fields.seq)];
    expect(await signMinSeq(key, fields.kid, { epoch: fields.epoch, seq }, ts)).toBe(golden.header);
    const parsed = parseMinSeq(golden.header);
    expect(parsed).toMatchObject(fields);
    if (parsed === null) return;
    expect(await verifyMinSeq(key, parsed, ts + MIN_SEQ_WINDOW)).toBe(true);
    expect(await verifyMinSeq(key, parsed, ts + MIN_SEQ_WINDOW + 1)).toBe(false);
    const forged: Partial<MinSeq>[] = [{ kid: 'k9' }, { seq: '9' }, { epoch: '0'.repeat(32) }];
    for (const change of forged) expect(await verifyMinSeq(key, { ...parsed, ...change }, ts)).toBe(false);
  });

  it.each(['', '42', 'v1;kid=k1;ts=1795000000;epoch=x;seq=1;mac=y'])('%j is none', (header) => {
    expect(parseMinSeq(header)).toBeNull();
  });
});

describe('store marker', () => {
  const cases = fixtures('marker/marker.json', MarkerCase);

  it.each(cases)(
    '$name is signed, read and accepted',
    async ({ secret, fields, response, expect: golden }) => {
      const key = await deriveHmacKey(secret, MARKER_INFO);
      expect(await signMarker(key, fields, response)).toBe(golden.header);
      const marker = parseMarker(golden.header);
      expect(marker).toMatchObject(fields);
      expect(marker !== null && (await verifyMarker(key, marker, response))).toBe(true);
    },
  );

  it.each(['exp', 'epoch', 'tok', 'rev', 'len', 'dig'] as const)(
    'a changed %s is a forgery (SIG-31)',
    async (field) => {
      const [golden] = cases;
      const marker = golden === undefined ? null : parseMarker(golden.expect.header);
      if (golden === undefined || marker === null) throw new Error('no golden marker');
      const key = await deriveHmacKey(golden.secret, MARKER_INFO);
      const forged = { ...marker, [field]: marker[field].replace(/^./, (c) => (c === '1' ? '2' : '1')) };
      expect(await verifyMarker(key, forged, golden.response)).toBe(false);
    },
  );

  it.each([{ status: 201 }, { tags: 'site' }, { persona: 'x' }, { key: '0' }])(
    'another response is a forgery: %j (SIG-31)',
    async (change) => {
      const [golden] = cases;
      const marker = golden === undefined ? null : parseMarker(golden.expect.header);
      if (golden === undefined || marker === null) throw new Error('no golden marker');
      const key = await deriveHmacKey(golden.secret, MARKER_INFO);
      expect(await verifyMarker(key, marker, { ...golden.response, ...change })).toBe(false);
    },
  );
});

it.each(fixtures('marker/challenge.json', ChallengeCase))(
  '$name has one answer',
  async ({ secret, id, expect: golden }) => {
    expect(await challengeAnswer(secret, id)).toBe(golden);
  },
);
