/** Which stored responses an unsafe request makes untrue (RFC 9111 §4.4). Pure. */

/** RFC 9110 §9.2.1, and methods of extensions that change nothing either. */
const SAFE = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'REPORT', 'SEARCH', 'QUERY'];

export function isSafe(method: string): boolean {
  return SAFE.includes(method);
}

/** Absolute addresses whose responses must go: the target, and what `Location` and `Content-Location` name on its origin. */
export function invalidated(
  method: string,
  target: string,
  response: { status: number; headers: Headers },
): string[] {
  const isError = response.status < 200 || response.status >= 400;
  if (isSafe(method) || isError) return [];
  const own = new URL(target);
  const named = ['Location', 'Content-Location'].flatMap((field) => {
    const value = response.headers.get(field);
    const url = value !== null && URL.canParse(value, own) ? new URL(value, own) : null;
    // Of another origin nobody may make responses go.
    return url === null || url.origin !== own.origin ? [] : [url.href];
  });
  return [...new Set([own.href, ...named])];
}
