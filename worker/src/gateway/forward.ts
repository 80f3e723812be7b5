/** Requests to the origin of general mode. */
import type { Received } from '../cache/freshness.ts';
import { formatHttpDate } from '../cache/http-date.ts';
import { OriginUnreachable } from '../tiers/origin.ts';
import { type Exchange, ownFields } from './exchange.ts';

export interface Answered extends Received {
  response: Response;
}

/** The client's own request, body and conditions and all. Throws `OriginUnreachable`. */
export function askAsIs(exchange: Exchange): Promise<Answered> {
  const { request } = exchange.visit;
  const isBodiless = request.method === 'GET' || request.method === 'HEAD';
  return send(exchange, request.method, ownFields(request.headers), isBodiless ? null : request.body);
}

/** A whole response, for everybody who asks like this client; with `conditions`, only if it has changed. */
export function askToFill(exchange: Exchange, conditions: readonly [string, string][]): Promise<Answered> {
  const headers = new Headers(exchange.fill);
  for (const [name, value] of conditions) headers.set(name, value);
  return send(exchange, 'GET', headers, null);
}

async function send(
  { visit, url }: Exchange,
  method: string,
  headers: Headers,
  body: ReadableStream | null,
): Promise<Answered> {
  const { world } = visit.edge;
  const requestedAt = world.now();
  try {
    const came = await understood(
      await world.fetch(new Request(url, { method, headers, body, redirect: 'manual' })),
    );
    const receivedAt = world.now();
    const response = dated(came, receivedAt);
    return { response, status: response.status, headers: response.headers, requestedAt, receivedAt };
  } catch (error) {
    throw new OriginUnreachable(error instanceof Error ? error.message : 'unknown');
  }
}

/** RFC 9110 §15: what has a status that is none is to be taken for an error of the server. */
async function understood(response: Response): Promise<Response> {
  if (response.status <= 599) return response;
  await response.body?.cancel();
  return new Response(null, { status: 502, headers: { 'Cache-Control': 'no-store' } });
}

/** RFC 9110 §6.6.1: a response that came without a date is stored, and passed on, with the one of its arrival. */
export function dated(response: Response, receivedAt: number): Response {
  // What changes the protocol is no response that could be copied.
  if (response.status === 101 || response.headers.has('Date')) return response;
  const copy = new Response(response.body, response);
  copy.headers.set('Date', formatHttpDate(receivedAt));
  return copy;
}
