/** A stand with one page, and the question whether it was stored. */
import { openStand, type Stand } from './stand.ts';
import type { SitePage } from './wordpress.ts';

export const PAGE: SitePage = { body: '<html>a page</html>', tags: ['post:1'] };

export async function standWith(page: SitePage = PAGE, path = '/a/'): Promise<Stand> {
  const stand = await openStand();
  stand.wordpress.pages.set(path, page);
  return stand;
}

/** Asks twice; a page that was not stored is rendered twice. */
export async function isStored(stand: Stand, target = '/a/'): Promise<boolean> {
  await stand.visit(target);
  const { length } = stand.wordpress.requests;
  await stand.visit(target);
  return stand.wordpress.requests.length === length;
}
