import type { Bindings } from '../bindings.ts';
import type { Edge } from '../edge.ts';
import type { Chain } from '../serve/asked.ts';
import type { Background } from '../world.ts';

/** An isolate, and what the call that it is in can reach. */
export interface Isolate {
  edge: Edge;
  env: Bindings;
  background: Background;
  chain: Chain;
}
