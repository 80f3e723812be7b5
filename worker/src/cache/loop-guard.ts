/** A Worker whose origin is, by mistake, itself would call itself without end (RFC 8586, threat CP-16). */
const NAME = 'dynamic-cache-edge';

/** Marks a request to the origin. */
export function withLoopGuard(headers: Headers): Headers {
  headers.append('CDN-Loop', NAME);
  return headers;
}

/** Whether a request has been through here already. */
export function isLoop(headers: Headers): boolean {
  return (headers.get('CDN-Loop') ?? '').split(',').some((name) => name.trim() === NAME);
}
