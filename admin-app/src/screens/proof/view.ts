/** What the table of checks shows, and what the site is asked for so that it can. Pure. */
import { ProofOutcome } from '@dynamic-cache/contracts/proof';
import type { View } from '@wordpress/dataviews/wp';
import type { ProofQuery } from '../../store/proof.ts';

/** The first look: the newest, of one outcome where the address names one. */
export function viewOf(outcome: string): View {
  const known = ProofOutcome.safeParse(outcome);
  return {
    type: 'table',
    filters: known.success ? [{ field: 'outcome', operator: 'is', value: known.data }] : [],
    page: 1,
    perPage: 20,
    titleField: 'url',
    fields: ['checked_at', 'outcome', 'mode', 'difference'],
    layout: { density: 'balanced' },
  };
}

/** A filter that is there and empty asks for everything. */
export function queryOf({ filters = [], page = 1, perPage = 20 }: View): ProofQuery {
  const chosen = ProofOutcome.safeParse(filters.find(({ field }) => field === 'outcome')?.value);
  const query = { page, per_page: perPage };
  return chosen.success ? { ...query, outcome: chosen.data } : query;
}
