/** Requests as the plugin signs them, and as somebody who tampers would. */
import { bodyDigest, type SignedRequest, signV0, signV1 } from '@dynamic-cache/contracts/signature';

export interface Signing {
  method: string;
  url: string;
  /** Sent as it is when a text, as JSON otherwise. */
  body?: unknown;
  now: number;
  pluginId?: string;
  nonce?: string;
  timestamp?: string;
  contentType?: string;
  idempotencyKey?: string | null;
  key: { kid: string; secret: string } | { shared: string };
}

export interface Prepared {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | null;
}

/** A valid signed request, as parts that a test may change before it is sent. */
export async function prepare(signing: Signing): Promise<Prepared> {
  const { method, url, key, now } = signing;
  const body = signing.body === undefined ? '' : textOf(signing.body);
  const contentType = signing.contentType ?? (body === '' ? '' : 'application/json');
  const parts: SignedRequest = {
    pluginId: signing.pluginId ?? 'plugin-1',
    timestamp: signing.timestamp ?? String(now),
    nonce: signing.nonce ?? crypto.randomUUID(),
    method,
    authority: new URL(url).host,
    target: url.slice(url.indexOf('/', 8)),
    contentType,
    bodyDigest: await bodyDigest(body),
  };
  const signature =
    'shared' in key
      ? await signV0(key.shared, parts)
      : await signV1(key.secret, key.kid, 'plugin-to-worker', parts);
  const headers: Record<string, string> = {
    'X-Plugin-Id': parts.pluginId,
    'X-Plugin-Timestamp': parts.timestamp,
    'X-Plugin-Nonce': parts.nonce,
    'X-Plugin-Signature': signature,
  };
  if (contentType !== '') headers['Content-Type'] = contentType;
  if (signing.idempotencyKey !== null)
    headers['Idempotency-Key'] = signing.idempotencyKey ?? crypto.randomUUID();
  return { url, method, headers, body: body === '' ? null : body };
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

export function requestOf({ url, method, headers, body }: Prepared): Request {
  return new Request(url, { method, headers, body, redirect: 'manual' });
}
