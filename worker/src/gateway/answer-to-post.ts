/**
 * RFC 9110 §9.3.3: the answer to a POST that says of itself that it is the representation of its own address, and for how
 * long, is good for later GETs. Only such a one is kept, and only where nothing of the request could have shaped it that
 * no key holds. To a POST it is no answer: that goes to the origin each time.
 */

import { lifetime } from '../cache/freshness.ts';
import { isShapedByFields } from '../cache/response-headers.ts';
import { whyNotStorable } from '../cache/storable.ts';
import { varyOf } from '../cache/vary.ts';
import { judge } from '../cache/verdict.ts';
import type { LedgerView } from '../cache/view.ts';
import { currentView } from '../serve/stored.ts';
import type { Exchange } from './exchange.ts';
import type { Answered } from './forward.ts';
import { entryOf, keep, tagsOf } from './keep.ts';
import { announcedLength, LARGEST_KEPT, splitBody } from './split-body.ts';

/** Where the ledger stood when the answer had come, and after the invalidation by the POST itself. */
export interface Around {
  settled: LedgerView;
  after: { epoch: string; seq: number };
}

/**
 * The ledger as it stands when the answer has come; null when something that the answer shows was purged since `before`,
 * which was read before the POST was sent, and for an answer that is not to be kept. Called before the invalidation by
 * the POST, which would hide a purge of the same address.
 */
export async function settledSince(
  exchange: Exchange,
  answered: Answered,
  before: LedgerView,
): Promise<LedgerView | null> {
  if (!isForGet(exchange, answered)) return null;
  const { page, visit } = exchange;
  visit.edge.views.outdate(visit.site.id);
  const kept = await currentView(page);
  if (kept.state !== 'known') return null;
  const tags = await tagsOf(exchange, answered.headers);
  const shown = { epoch: before.epoch, fillSeq: before.seq, tags, expiresAt: Number.POSITIVE_INFINITY };
  return judge(shown, kept.value, 0).use === 'fresh' ? kept.value : null;
}

/** The response for the client, with a copy on its way to where a GET finds it; the response as it came otherwise. */
export function keepAnswerToPost(exchange: Exchange, answered: Answered, around: Around | null): Response {
  const { response } = answered;
  if (around === null || !isUndisturbed(around)) return response;
  const announced = announcedLength(answered.headers);
  const { client, whole } = splitBody(response.body ?? new Blob([]).stream(), LARGEST_KEPT, announced);
  const put = async () => {
    const { kept } = await whole;
    const view = { ...around.settled, seq: around.after.seq };
    if (kept !== null) await keep(exchange, await entryOf(exchange, answered, kept, view));
  };
  exchange.visit.background(put().catch(() => {}));
  const body = announced === null ? client : client.pipeThrough(new FixedLengthStream(announced));
  return new Response(body, response);
}

function isForGet({ visit, url }: Exchange, answered: Answered): boolean {
  const { status, headers } = answered;
  const location = headers.get('Content-Location');
  const isOwn =
    location !== null && URL.canParse(location, url) && new URL(location, url).href === new URL(url).href;
  if (status !== 200 || !isOwn || headers.has('Content-Encoding')) return false;
  if (varyOf(headers)?.length !== 0 || isShapedByFields(visit.request.headers)) return false;
  const { source, seconds } = lifetime(answered);
  const isExplicit = seconds > 0 && source !== 'heuristic' && source !== 'none';
  const permission = { marker: 'off', method: 'GET', request: visit.request.headers } as const;
  return isExplicit && whyNotStorable(answered, permission) === null;
}

/** Nobody else has purged anything in between: the invalidation by the POST is the one step. */
function isUndisturbed({ settled, after }: Around): boolean {
  return settled.epoch === after.epoch && settled.seq + 1 === after.seq;
}
