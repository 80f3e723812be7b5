/** Signed calls of the control plane, as a tester makes them, each with its time. */
import { bodyDigest, signV0 } from '@dynamic-cache/contracts/signature';
import { CAPABILITY_TOKEN, SHARED_SECRET } from '../../worker/isolates/runtime.ts';

export interface Timed {
  status: number;
  text: string;
  ms: number;
}

/** Calls a route below `/plugin/wp/`; `headers` replace those of a right call. */
export async function call(
  edge: string,
  path: string,
  body: object | null,
  headers: Record<string, string> = {},
): Promise<Timed> {
  const text = body === null ? '' : JSON.stringify(body);
  const method = body === null ? 'GET' : 'POST';
  const signed = {
    pluginId: 'plugin-of-the-benchmark',
    timestamp: String(Math.floor(Date.now() / 1000)),
    nonce: crypto.randomUUID(),
    method,
    authority: new URL(edge).host,
    target: `/plugin/wp/${path}`,
    contentType: text === '' ? '' : 'application/json',
    bodyDigest: await bodyDigest(text),
  };
  const init = {
    method,
    headers: {
      'X-Plugin-Id': signed.pluginId,
      'X-Plugin-Timestamp': signed.timestamp,
      'X-Plugin-Nonce': signed.nonce,
      'X-Plugin-Signature': await signV0(SHARED_SECRET, signed),
      'X-Capability-Token': CAPABILITY_TOKEN,
      ...(text === '' ? {} : { 'Content-Type': signed.contentType }),
      ...headers,
    },
    ...(text === '' ? {} : { body: text }),
  };
  const began = performance.now();
  const response = await fetch(edge + signed.target, init);
  const answer = await response.text();
  return { status: response.status, text: answer, ms: performance.now() - began };
}
