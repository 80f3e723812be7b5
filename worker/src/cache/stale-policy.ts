/** What a response allows when it is stale (RFC 9111 §4.2.4, RFC 5861). Pure. */
import { forbids, seconds } from './directives.ts';
import type { StalePolicy } from './entry.ts';
import { effectiveDirectives } from './targeted.ts';

/** Longest time, in seconds, that an origin may be out of reach while its stale responses are shown. */
const LONGEST_OUTAGE = 86_400;

/**
 * `s-maxage` stands for `proxy-revalidate` (§5.2.2.10), so it forbids what a cache might do of itself; what RFC 5861's
 * directives grant beside it in so many words stays granted.
 */
export function stalePolicy(headers: Headers): StalePolicy {
  const { directives } = effectiveDirectives(headers);
  const validate = forbids(directives, 'no-cache');
  const isForbidden = validate || directives.has('must-revalidate') || directives.has('proxy-revalidate');
  const isSilent = isForbidden || directives.has('s-maxage');
  const granted = (name: string) => (isForbidden ? 0 : (seconds(directives, name) ?? 0));
  const ifError = granted('stale-if-error');
  return {
    validate,
    whileRevalidate: granted('stale-while-revalidate'),
    ifError,
    unreachable: isSilent || directives.has('stale-if-error') ? ifError : LONGEST_OUTAGE,
    onRequest: !isSilent,
  };
}
