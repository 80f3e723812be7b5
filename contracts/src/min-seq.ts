/**
 * `X-Min-Seq`: who has just purged asks for a page as it is after that. The edge reads its ledger once more when it has
 * not seen the purge yet, and asks the origin when that does not help. Of the site's own requests (probes, previews); not
 * signed by its key it counts as absent, so that no visitor can make the edge read.
 */
import { z } from 'zod';
import { type HmacKey, hmacHex, hmacMatches, lengthPrefixed } from './canonical.ts';
import type { LedgerSequence } from './purge.ts';

export const MIN_SEQ_HEADER = 'X-Min-Seq';

/** HKDF info of the key that signs it. */
export const MIN_SEQ_INFO = 'dynamic-cache/v1/min-seq';

/** How far its clock may be off, in seconds. */
export const MIN_SEQ_WINDOW = 300;

export const MinSeq = z.strictObject({
  kid: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  ts: z.string().regex(/^[1-9][0-9]{9}$/),
  epoch: z.string().regex(/^[0-9a-f]{32}$/),
  seq: z.string().regex(/^(0|[1-9][0-9]{0,14})$/),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});
export type MinSeq = z.infer<typeof MinSeq>;

function message({ kid, ts, epoch, seq }: Omit<MinSeq, 'mac'>): string {
  return lengthPrefixed(['minseq1', kid, ts, epoch, seq]);
}

/** Header value; `position` is what a purge was answered with, `now` in Unix seconds. */
export async function signMinSeq(signingKey: HmacKey, kid: string, position: LedgerSequence, now: number) {
  const fields = {
    kid,
    ts: String(Math.floor(now)),
    epoch: position.epoch,
    seq: String(position.seq),
  };
  const { ts, epoch, seq } = fields;
  return `v1;kid=${kid};ts=${ts};epoch=${epoch};seq=${seq};mac=${await hmacHex(signingKey, message(fields))}`;
}

/** Reads a header value; null when it does not have the exact form. */
export function parseMinSeq(header: string): MinSeq | null {
  const match = /^v1;kid=([^;]*);ts=([^;]*);epoch=([^;]*);seq=([^;]*);mac=([^;]*)$/.exec(header);
  const [, kid, ts, epoch, seq, mac] = match ?? [];
  return MinSeq.safeParse({ kid, ts, epoch, seq, mac }).data ?? null;
}

/** Whether it is genuine, and its clock within the window. */
export async function verifyMinSeq(signingKey: HmacKey, header: MinSeq, now: number): Promise<boolean> {
  const genuine = await hmacMatches(signingKey, message(header), header.mac);
  return genuine && Math.abs(now - Number(header.ts)) <= MIN_SEQ_WINDOW;
}
