/** Reads a control request's body before anything else looks at it: its bytes are what is signed, and bounded. */
import { MAX_BODY_BYTES } from '@dynamic-cache/contracts/api-error';
import { ApiFailure } from '../failure.ts';
import { joined } from '../tiers/bounded-body.ts';

/** The whole body, or `body_too_large` as soon as it is known to be. */
export async function readRawBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_BODY_BYTES)
    throw new ApiFailure('body_too_large');
  return readBounded(request.body, MAX_BODY_BYTES, () => new ApiFailure('body_too_large'));
}

/** Reads a stream up to a limit; past it, stops reading and throws what `tooLarge` makes. */
export async function readBounded(
  stream: ReadableStream<Uint8Array> | null,
  limit: number,
  tooLarge: () => Error,
): Promise<Uint8Array<ArrayBuffer>> {
  if (stream === null) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.byteLength;
    if (length > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return joined(chunks, length);
}
