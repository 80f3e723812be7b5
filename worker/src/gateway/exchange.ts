/** One request in general mode: before any HTTP origin, under the rules of HTTP alone. */
import { lengthPrefixed, sha256Hex } from '@dynamic-cache/contracts/canonical';
import { withLoopGuard } from '../cache/loop-guard.ts';
import { type Asks, asksOf } from '../cache/request-directives.ts';
import { stripForFill, stripHopByHop, stripOurs } from '../cache/response-headers.ts';
import { splitUrl } from '../middleware/signature-headers.ts';
import type { Asked } from '../serve/asked.ts';
import { pageOf } from '../serve/page.ts';
import type { Page } from '../serve/stored.ts';
import type { Visit } from '../serve/visit.ts';
import type { Site } from '../sites/site.ts';

/** The site that stands for the origin in the ledger, the keys and the purge route. */
export const LOCAL_SITE = 'local';

export interface Exchange {
  visit: Visit;
  asks: Asks;
  /** Absolute address at the origin; the cache key is made of it. */
  url: string;
  /** The fields of a fill, which are also those that `Vary` selects by: what is not sent cannot select. */
  fill: Headers;
  /** What is stored under the address itself. */
  page: Page;
}

export async function openExchange(asked: Asked, site: Site, origin: string): Promise<Exchange | null> {
  const { config } = site;
  if (config === null) return null;
  const { target } = splitUrl(asked.request.url);
  const visit: Visit = { ...asked, site, route: 'zone', target, prefix: '' };
  const url = origin + target;
  const { keys } = asked.edge;
  const canonical = `http1\n${lengthPrefixed([url])}`;
  const key = keys.peek(canonical) ?? (await keys.keyOf(canonical));
  const [path = '/', query = ''] = splitOnce(target, '?');
  const page = pageOf(visit, config, { key, path, query }, []);
  const { headers } = asked.request;
  return { visit, asks: asksOf(headers), url, fill: fillFields(headers), page };
}

/** The same for another key: a variant of the address. */
export async function variantOf({ page }: Exchange, selecting: unknown): Promise<Page> {
  const key = await sha256Hex(lengthPrefixed([page.wanted.key, JSON.stringify(selecting)]));
  return { ...page, wanted: { ...page.wanted, key } };
}

/** The client's fields as they are passed on with a request that is none of the cache's business. */
export function ownFields(headers: Headers): Headers {
  const sent = new Headers(headers);
  stripHopByHop(sent);
  stripOurs(sent);
  sent.append('Via', '1.1 dynamic-cache-edge');
  return withLoopGuard(sent);
}

function fillFields(headers: Headers): Headers {
  const sent = ownFields(headers);
  stripForFill(sent);
  return sent;
}

function splitOnce(text: string, at: string): string[] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + at.length)];
}
