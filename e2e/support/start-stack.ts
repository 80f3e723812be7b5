/** Starts the stack once for all journeys, on fresh data, through the same code as `npm start`; or uses one that runs. */
import { startStack } from '../../scripts/stack/stack.ts';
import { DATA, EDGE_PORT, IS_RUNNING, SITE_PORT } from './addresses.ts';

export default async function startStackForJourneys(): Promise<() => Promise<void>> {
  if (IS_RUNNING) return async () => {};
  const stack = await startStack({ data: DATA, port: SITE_PORT, edgePort: EDGE_PORT, fresh: true });
  return () => stack.stop();
}
