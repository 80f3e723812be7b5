/** How much of a body is held in memory, and that nothing of it is lost. */
import { describe, expect, it } from 'vitest';
import { boundedBody } from '../../src/tiers/bounded-body.ts';

/** A body of so many chunks of 100 bytes; tells how many were asked for. */
function source(chunks: number) {
  const state = { pulled: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (state.pulled === chunks) return controller.close();
        state.pulled += 1;
        controller.enqueue(new Uint8Array(100).fill(state.pulled));
      },
      cancel() {
        state.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, state };
}

describe('R-38 a body', () => {
  it('up to its bound is whole', async () => {
    const { stream } = source(5);
    const body = await boundedBody(stream, 500);
    expect(body.isWhole && body.bytes.byteLength).toBe(500);
  });

  it('beyond it is read no further than to know that, and goes on as a stream with all of it', async () => {
    const { stream, state } = source(50);
    const body = await boundedBody(stream, 500);
    if (body.isWhole) throw new Error('whole');
    expect(state.pulled).toBe(6);
    const bytes = new Uint8Array(await new Response(body.stream).arrayBuffer());
    expect([bytes.byteLength, bytes[0], bytes.at(-1)]).toEqual([5000, 1, 50]);
  });

  it('that nobody reads on is told so', async () => {
    const { stream, state } = source(50);
    const body = await boundedBody(stream, 500);
    if (body.isWhole) throw new Error('whole');
    await body.stream.cancel();
    expect(state.cancelled).toBe(true);
  });

  it('that is cut off fails', async () => {
    const cut = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('reset')),
    });
    await expect(boundedBody(cut, 500)).rejects.toThrow('reset');
  });
});
