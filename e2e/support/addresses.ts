/** Where the stack of the journeys runs: beside the ports of `npm start`, so that both can be up. */
import { fileURLToPath } from 'node:url';

export const SITE_PORT = 8990;
export const EDGE_PORT = 8991;
export const SITE = `http://127.0.0.1:${SITE_PORT}`;
export const EDGE = `http://127.0.0.1:${EDGE_PORT}`;
/** A page of the site as the edge serves it on its own hostname. */
export const atEdge = (path: string) => `${EDGE}/edge/cache${path}`;
export const DATA = fileURLToPath(new URL('../../.cache/e2e', import.meta.url));
export const PHP_LOG = `${DATA}/logs/php.log`;
export const SCREENSHOTS = fileURLToPath(new URL('../screenshots', import.meta.url));
