/** Names of the Worker's own cached data, and the tags by which they are made untrue. Pure. */

import type { DataNamespace } from '@dynamic-cache/contracts/cache-api';
import { sha256Hex } from '@dynamic-cache/contracts/canonical';

/** Whose data it is: a site's id, or the Worker's own, a name that no site can have. */
export type Scope = string;
export const WORKER_SCOPE = '*';

/** The sequence in the ledger that all of this shares; a name that no site can have. */
export const DATA_LEDGER = '*data';

export interface DataName {
  scope: Scope;
  id: string;
}

export interface Collection {
  namespace: DataNamespace;
  entity: string;
}

/** `{namespace}:{entity}:{id}:{version}`, apart for each scope. */
export function dataKey({ namespace, entity }: Collection, { scope, id }: DataName, version: string): string {
  return `${scope}/${namespace}:${entity}:${id}:${version}`;
}

/** The tags of one datum: itself, its entity, its namespace. */
export function dataTags({ namespace, entity }: Collection, { scope, id }: DataName): string[] {
  return [
    `${scope}/${namespace}`,
    `${scope}/${namespace}:${entity}`,
    `${scope}/${namespace}:${entity}:${id}`,
  ];
}

/** The tag of a pattern: `ns`, `ns:*`, `ns:entity:*`, `ns:entity:id`, with or without `:*` at the end. */
export function tagOfPattern(scope: Scope, pattern: string): string {
  return `${scope}/${pattern.replace(/(:\*)+$/, '')}`;
}

/** The id of a list: the same parameters have the same one, in whatever order they are given. */
export async function listId(
  parameters: Readonly<Record<string, string | number | boolean>>,
): Promise<string> {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return `list-${(await sha256Hex(JSON.stringify(sorted))).slice(0, 32)}`;
}
