/** What the Worker keeps of its own data: one row per namespace, and which events make which of them untrue. */
import type { DataEvent, DataNamespace } from '@dynamic-cache/contracts/cache-api';

export interface NamespaceRules {
  /** Seconds. */
  ttl: number;
  /** Holds what only one visitor, or only the Worker, may see: never leaves the isolate's memory. */
  isPrivate: boolean;
  invalidateOn: readonly DataEvent[];
}

/**
 * Freshness does not hang on `ttl`: a copy counts only while the ledger says that nothing of it changed. The time is
 * for what changes without an event.
 */
export const NAMESPACES: Readonly<Record<DataNamespace, NamespaceRules>> = {
  content: {
    ttl: 3600,
    isPrivate: false,
    invalidateOn: ['content.publish', 'content.update', 'content.delete', 'plugin.activate'],
  },
  user: { ttl: 900, isPrivate: true, invalidateOn: ['user.update', 'user.delete'] },
  config: {
    ttl: 7200,
    isPrivate: false,
    invalidateOn: ['config.update', 'plugin.activate', 'plugin.deactivate'],
  },
  media: { ttl: 3600, isPrivate: false, invalidateOn: ['media.update', 'content.delete'] },
  api: { ttl: 300, isPrivate: false, invalidateOn: ['config.update', 'plugin.activate'] },
  session: { ttl: 1800, isPrivate: true, invalidateOn: ['user.update', 'user.delete'] },
  // Registered sites with the secrets of their keys; five minutes heal a change whose event was lost with its isolate.
  site: { ttl: 300, isPrivate: true, invalidateOn: ['config.update'] },
};

/** The namespaces that an event concerns. */
export function concernedBy(event: DataEvent): DataNamespace[] {
  return entriesOf(NAMESPACES)
    .filter(([, { invalidateOn }]) => invalidateOn.includes(event))
    .map(([namespace]) => namespace);
}

function entriesOf<K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] {
  const entries: [K, V][] = [];
  for (const name in record) entries.push([name, record[name]]);
  return entries;
}
