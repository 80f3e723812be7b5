/**
 * A body that was announced with a length, read into memory up to that and no further. One that is longer goes on as a
 * stream, at the pace of whoever reads it.
 */
export type BoundedBody =
  | { isWhole: true; bytes: Uint8Array<ArrayBuffer> }
  /** All of it, what was read already included. */
  | { isWhole: false; stream: ReadableStream<Uint8Array> };

/** Fails where the source does. `most` in bytes. */
export async function boundedBody(
  source: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<BoundedBody> {
  if (source === null) return { isWhole: true, bytes: new Uint8Array(0) };
  const reader = source.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length <= most) {
    const { done, value } = await reader.read();
    if (done) return { isWhole: true, bytes: joined(chunks, length) };
    chunks.push(value);
    length += value.byteLength;
  }
  return { isWhole: false, stream: resumed(chunks, reader) };
}

function resumed(
  read: Uint8Array[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const first = read.shift();
      if (first !== undefined) return controller.enqueue(first);
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** The chunks as one. `length` is theirs together, in bytes. */
export function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
