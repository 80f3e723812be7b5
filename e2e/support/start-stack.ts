/** Starts the stack once for all journeys, on fresh data, through the same code as `npm start`. */
import { startStack } from '../../scripts/stack/stack.ts';
import { DATA, EDGE_PORT, SITE_PORT } from './addresses.ts';

export default async function startStackForJourneys(): Promise<() => Promise<void>> {
  const stack = await startStack({ data: DATA, port: SITE_PORT, edgePort: EDGE_PORT, fresh: true });
  return () => stack.stop();
}
