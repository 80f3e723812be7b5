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
  ...KEPT.map((status) =>
    refuses(`${status} whose life has ended is not`, { ...FRESH, Age: '3600' }, { status }),
  ),
  {
    name: 'a status that is none is an error of the origin, told once and not kept',
    kind: 'required',
    steps: [
      { answer: { fields: FRESH, status: 999 }, from: 'origin', status: 502 },
      { answer: { fields: FRESH }, from: 'origin', status: 200 },
    ],
  },
  {
    name: 'a status that is none is an error that stale-if-error stands in for',
    kind: 'optional',
    steps: [
      {
        answer: {
          fields: { 'Cache-Control': 'max-age=3600, stale-if-error=1000', Age: '3700' },
          body: 'old',
        },
        from: 'origin',
      },
      { answer: { status: 999 }, from: 'origin', status: 200, text: 'old' },
    ],
  },
  {
    name: 'a status that is none in answer to POST is an error, and POST is sent once',
    kind: 'required',
    steps: [{ method: 'POST', body: 'a', answer: { status: 999 }, from: 'origin', status: 502 }],
  },
  refuses('206 is not stored', { ...FRESH, 'Content-Range': 'bytes 0-1/2' }, { status: 206 }),
];
