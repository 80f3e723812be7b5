/**
 * Where the stack of the journeys runs: beside the ports of `npm start`, so that both can be up. `E2E_SITE`, `E2E_EDGE`
 * and `E2E_DATA` name one that runs already (`npm start -- --port … --edge-port … --data …`); it is then left running.
 */
import { fileURLToPath } from 'node:url';

export const SITE_PORT = 8990;
export const EDGE_PORT = 8991;
/** Whether somebody else has started the stack. */
export const IS_RUNNING = process.env.E2E_SITE !== undefined;
export const SITE = process.env.E2E_SITE ?? `http://127.0.0.1:${SITE_PORT}`;
export const EDGE = process.env.E2E_EDGE ?? `http://127.0.0.1:${EDGE_PORT}`;
/** A page of the site as the edge serves it on its own hostname. */
export const atEdge = (path: string) => `${EDGE}/edge/cache${path}`;
export const DATA = process.env.E2E_DATA ?? fileURLToPath(new URL('../../.cache/e2e', import.meta.url));
export const PHP_LOG = `${DATA}/logs/php.log`;
export const SCREENSHOTS = fileURLToPath(new URL('../screenshots', import.meta.url));
