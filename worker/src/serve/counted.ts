import type { Place } from '../metrics/counters.ts';
import type { Asked } from './asked.ts';

/** Answers for a visitor, and counts it; what the Worker asks of itself is no visit. */
export async function counted(
  { edge, isProbe }: Asked,
  place: Place,
  answer: () => Promise<Response>,
): Promise<Response> {
  const began = edge.world.now();
  const response = await answer();
  if (isProbe !== true) edge.counters.answered(place, response, began);
  return response;
}
