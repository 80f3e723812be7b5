/**
 * A body that is read once and goes two ways: to the client as it comes, and into memory for the cache. Memory is
 * bounded: past the limit nothing is kept, and reading goes at the pace of the client.
 */
import { joined } from '../tiers/bounded-body.ts';

/** The length that an origin announces, in bytes; null when it does not, or not in digits. */
export function announcedLength(headers: Headers): number | null {
  const text = headers.get('Content-Length') ?? '';
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : null;
}

/** Largest response that is kept, in bytes. */
export const LARGEST_KEPT = 8 * 1024 * 1024;

export type Whole = { kept: Uint8Array<ArrayBuffer> } | { kept: null; why: 'too-large' | 'cut-off' };

export interface Split {
  /** Ends in an error where the source does. */
  client: ReadableStream<Uint8Array>;
  whole: Promise<Whole>;
}

/** `expected`: the length that the origin has announced, where it did. */
export function splitBody(source: ReadableStream<Uint8Array>, limit: number, expected: number | null): Split {
  const whole = Promise.withResolvers<Whole>();
  const reader = source.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isLeft = false;
  let room = Promise.withResolvers<void>();
  const read = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.byteLength;
      if (length <= limit) chunks.push(value);
      else giveUp();
      if (!isLeft) controller.enqueue(value);
      // Who only reads on for the cache stops where nothing can be kept.
      else if (length > limit) return void (await reader.cancel());
      if (length > limit && (controller.desiredSize ?? 1) <= 0) await room.promise;
    }
    if (expected !== null && expected !== length)
      throw new Error('the body has another length than announced');
    if (!isLeft) controller.close();
    whole.resolve({ kept: joined(chunks, length) });
  };
  const giveUp = () => {
    chunks.length = 0;
    whole.resolve({ kept: null, why: 'too-large' });
  };
  const client = new ReadableStream<Uint8Array>({
    start(controller) {
      read(controller).catch((error) => {
        whole.resolve({ kept: null, why: 'cut-off' });
        if (!isLeft) controller.error(error);
      });
    },
    pull() {
      room.resolve();
      room = Promise.withResolvers<void>();
    },
    cancel() {
      isLeft = true;
      room.resolve();
    },
  });
  return { client, whole: whole.promise };
}
