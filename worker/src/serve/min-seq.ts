/** Who has just purged sees what comes after: `X-Min-Seq`, signed by the site. */
import { MIN_SEQ_HEADER, type MinSeq, parseMinSeq, verifyMinSeq } from '@dynamic-cache/contracts/min-seq';
import type { LedgerView } from '../cache/view.ts';
import type { Kept } from '../keeper.ts';
import { unixTime } from '../world.ts';
import { currentView, type Page } from './stored.ts';
import type { Visit } from './visit.ts';

/** Whether the view is one that this request may be answered by, after one more reading of the ledger if need be. */
export async function isSeen(page: Page, kept: Kept<LedgerView>): Promise<boolean> {
  const { visit } = page;
  const header = visit.request.headers.get(MIN_SEQ_HEADER);
  if (header === null) return true;
  const wanted = await genuine(visit, header);
  if (wanted === null || reaches(kept, wanted)) return true;
  visit.edge.views.outdate(visit.site.id);
  return reaches(await currentView(page), wanted);
}

async function genuine(visit: Visit, header: string): Promise<MinSeq | null> {
  const wanted = parseMinSeq(header);
  const key = visit.site.keys.find(({ kid }) => kid === wanted?.kid);
  if (wanted === null || key === undefined) return null;
  return (await verifyMinSeq(key.minSeq, wanted, unixTime(visit.edge.world))) ? wanted : null;
}

/** Positions of two epochs do not compare. */
function reaches(kept: Kept<LedgerView>, { epoch, seq }: MinSeq): boolean {
  return kept.state === 'known' && kept.value.epoch === epoch && kept.value.seq >= Number(seq);
}
