/**
 * Loaded into WordPress Playground (see php-wasm.ts): it listens on every network interface and has no option
 * against that, while a site whose password everybody knows must be reachable from this machine alone.
 */
import { Server } from 'node:net';

const listen = Server.prototype.listen;

Server.prototype.listen = function onLoopback(first, ...rest) {
  const host = typeof first === 'number' ? ['127.0.0.1'] : [];
  return listen.call(this, first, ...host, ...rest);
};
