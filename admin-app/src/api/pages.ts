/** What is asked of the list of pages, and of one page of it. */
import { ExplainAnswer } from '@dynamic-cache/contracts/page-actions';
import { PagesAnswer, type PagesQuery } from '@dynamic-cache/contracts/pages';
import { request } from './request.ts';

/** Every page that was rendered for the cache, as far as it matches. */
export const readPages = (query: PagesQuery) =>
  request({ path: `/pages${queryString(query)}`, answer: PagesAnswer });

/** What a visitor without cookies gets for an address, and why; the Worker is asked for its copy too. */
export const explainUrl = (url: string) =>
  request({ path: `/explain?url=${encodeURIComponent(url)}&edge=1`, answer: ExplainAnswer });

/** `?status=cached,stale&page=2`; what was not asked for is left out. */
export function queryString(query: PagesQuery): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
