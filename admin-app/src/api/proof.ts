/** What is asked about stored pages that were compared with fresh renders. */
import {
  ProofAnswer,
  ProofChecked,
  ProofOne,
  type ProofOutcome,
  type ProofRequest,
} from '@dynamic-cache/contracts/proof';
import { request } from './request.ts';

export type ProofQuery = { outcome?: ProofOutcome; page: number; per_page: number };

/** The week, and the newest checks first. */
export function readProof({ outcome, page, per_page }: ProofQuery) {
  const filter = outcome === undefined ? '' : `outcome=${outcome}&`;
  return request({ path: `/proof?${filter}page=${page}&per_page=${per_page}`, answer: ProofAnswer });
}

/** One check with its evidence. */
export const readCheck = (id: number) => request({ path: `/proof/${id}`, answer: ProofOne });

/** Compares this page now; without an address what waits, for about two seconds. */
export const checkNow = (what: ProofRequest) =>
  request({ path: '/proof', method: 'POST', data: what, answer: ProofChecked });
