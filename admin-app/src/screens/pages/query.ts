/** From what the table shows to what the site is asked for. Pure. */
import { PageKind, PageOrder, PageStatus, type PagesQuery } from '@dynamic-cache/contracts/pages';
import { Reason } from '@dynamic-cache/contracts/reason';
import type { View } from '@wordpress/dataviews/wp';
import { z } from 'zod';

/** Columns that are ordered by another name. */
const ORDER: ReadonlyMap<string, PageOrder> = new Map([['title', 'url']]);

export function queryOf({ search, filters = [], sort, page = 1, perPage = 20 }: View): PagesQuery {
  const chosen = (name: string): unknown => filters.find(({ field }) => field === name)?.value;
  const orderby = PageOrder.safeParse(ORDER.get(sort?.field ?? '') ?? sort?.field).data;
  return withoutNothing({
    search: search?.trim().slice(0, 200) || undefined,
    status: known(PageStatus, chosen('status')),
    reason: known(Reason, chosen('reason')),
    kind: known(PageKind, chosen('kind')),
    orderby,
    order: orderby === undefined ? undefined : sort?.direction,
    page,
    per_page: perPage,
  });
}

/** The values of a filter that the site knows; a filter that is there and empty asks for everything. */
function known<T extends string>(word: z.ZodType<T>, value: unknown): T[] | undefined {
  const words = z
    .array(z.unknown())
    .catch([])
    .parse(value)
    .flatMap((one) => word.safeParse(one).data ?? []);
  return words.length === 0 ? undefined : words;
}

type Given<T> = { [Name in keyof T]: T[Name] | undefined };

function withoutNothing(query: Given<PagesQuery>): PagesQuery {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}
