/** What a client asks of a shared cache (RFC 9111 §5.2.1, §5.4). Pure. */
import { deltaSeconds, parseDirectives, seconds } from './directives.ts';

export interface Asks {
  /** Do not keep what comes of this request. */
  noStore: boolean;
  /** Ask the origin, whatever is stored. */
  noCache: boolean;
  maxAge: number | null;
  minFresh: number | null;
  /** Seconds past its life for which a stored response is welcome; infinite when no number is said. */
  maxStale: number;
  onlyIfCached: boolean;
}

export function asksOf(request: Headers): Asks {
  const line = request.get('Cache-Control');
  const directives = parseDirectives(line);
  // §5.4: Pragma counts only where Cache-Control is absent.
  const pragma = line === null && parseDirectives(request.get('Pragma')).has('no-cache');
  return {
    noStore: directives.has('no-store'),
    noCache: directives.has('no-cache') || pragma,
    maxAge: seconds(directives, 'max-age'),
    minFresh: seconds(directives, 'min-fresh'),
    maxStale: maxStale(directives.get('max-stale')),
    onlyIfCached: directives.has('only-if-cached'),
  };
}

/** A value that is no number asks for nothing; of several the shortest counts. */
function maxStale(values: readonly (string | null)[] | undefined): number {
  if (values === undefined) return 0;
  return Math.min(
    ...values.map((value) => (value === null ? Number.POSITIVE_INFINITY : (deltaSeconds(value) ?? 0))),
  );
}
