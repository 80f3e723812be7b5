import type { Tester } from '../sites/tester.ts';

/** What a valid signature says. */
export interface SignedBy {
  /** Key id of v1; for v0 a name of the shared secret, so that a nonce is spent once per secret. */
  kid: string;
  /** Site that the key was issued for; null for the shared secret. */
  siteId: string | null;
  /** Set when the key is a tester's: bound to that site, and to what testers may do. */
  tester: Tester | null;
  pluginId: string;
  nonce: string;
  /** Unix seconds at which the caller signed. */
  timestamp: number;
  idempotencyKey: string | null;
  method: string;
  target: string;
  body: Uint8Array<ArrayBuffer>;
  /** Hex SHA-256 of the body. */
  bodyDigest: string;
}
