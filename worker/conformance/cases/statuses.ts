/** Every final status with a lifetime of its own may be stored (RFC 9111 §3), but 206 and 304. */
import { type Case, refuses, reuses } from '../case.ts';

const FRESH = { 'Cache-Control': 'max-age=3600' };
const KEPT = [
  200, 203, 204, 299, 301, 302, 303, 307, 308, 400, 403, 404, 405, 410, 414, 418, 499, 500, 501, 502, 503,
  504, 599,
];

export const STATUS: readonly Case[] = [
  ...KEPT.map((status): Case => {
    const { steps, ...rest } = reuses(`${status} with a lifetime is reused`, FRESH, { status });
    return { ...rest, steps: steps.map((step) => ({ ...step, status })) };
  }),
  ...[200, 404, 503].map((status) => refuses(`${status} without a lifetime is not`, {}, { status })),
  refuses('206 is not stored', { ...FRESH, 'Content-Range': 'bytes 0-1/2' }, { status: 206 }),
];
