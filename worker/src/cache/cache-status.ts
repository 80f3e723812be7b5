/** `Cache-Status` (RFC 9211): one member per cache, ours is the last. Tells no key and no tag (threat CP-15). */
import type { Reason } from '@dynamic-cache/contracts/reason';

const NAME = 'dynamic-cache-edge';

/** Why a request went to the origin (RFC 9211 §2.2). */
export type Forward = 'uri-miss' | 'vary-miss' | 'stale' | 'request' | 'method' | 'bypass';

/** How a request was answered. `fwd` where the reason does not tell it. */
export type Handling =
  | { how: 'hit'; ttl: number; reason: Reason }
  | { how: 'stale'; ttl: number; reason: Reason }
  | { how: 'miss'; stored: boolean; collapsed: boolean; status: number; reason: Reason; fwd?: Forward }
  | { how: 'bypass'; status: number; reason: Reason; fwd?: Forward };

/** The value with our member at its end. `before` is what the caches behind us said. */
export function appendCacheStatus(before: string | null, handling: Handling): string {
  const member = `${NAME}; ${parameters(handling)}; detail=${handling.reason}`;
  return before === null || before === '' ? member : `${before}, ${member}`;
}

function parameters(handling: Handling): string {
  switch (handling.how) {
    case 'hit':
    case 'stale':
      return `hit; ttl=${handling.ttl}`;
    case 'miss': {
      const isOld = handling.reason === 'expired' || handling.reason === 'purged';
      const fwd = handling.fwd ?? (isOld ? 'stale' : 'uri-miss');
      const collapsed = handling.collapsed ? '; collapsed' : '';
      return `fwd=${fwd}; fwd-status=${handling.status}${handling.stored ? '; stored' : ''}${collapsed}`;
    }
    case 'bypass':
      return `fwd=${handling.fwd ?? 'bypass'}; fwd-status=${handling.status}`;
  }
}
