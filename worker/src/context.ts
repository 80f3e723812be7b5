/** What a route can reach: the Worker's bindings, and what the middleware has found out so far. */
import type { Bindings } from './bindings.ts';
import type { SignedBy } from './control/signed-by.ts';
import type { Edge } from './edge.ts';
import type { Chain } from './serve/asked.ts';

/** Types of the Hono app. */
export interface App {
  Bindings: Bindings;
  Variables: {
    /** State of this isolate. */
    edge: Edge;
    /** Who signed the request; set by the signature middleware. */
    signed: SignedBy;
    /** The routes of pages, for what the Worker asks of itself. */
    chain: Chain;
  };
}
