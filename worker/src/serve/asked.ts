/** A request before it is known for which site it is. */
import type { Bindings } from '../bindings.ts';
import type { Edge } from '../edge.ts';
import type { Background } from '../world.ts';

export interface Asked {
  request: Request;
  env: Bindings;
  edge: Edge;
  background: Background;
  /** Asked by the Worker itself, to warm or to measure: no visit. */
  isProbe?: boolean;
}

/** The routes of pages in their order; null when none of them is meant. */
export type Chain = (asked: Asked) => Promise<Response | null>;
