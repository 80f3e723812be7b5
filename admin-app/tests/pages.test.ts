// @vitest-environment jsdom
/** The list of pages against a site that is made up: only the network between them is. */
import { PagesAnswer } from '@dynamic-cache/contracts/pages';
import apiFetch from '@wordpress/api-fetch';
import { dispatch, select } from '@wordpress/data';
import type { View } from '@wordpress/dataviews/wp';
import { beforeEach, describe, expect, it } from 'vitest';
import { queryString } from '../src/api/pages.ts';
import { grouped } from '../src/components/explain/Dependencies.tsx';
import { extent } from '../src/screens/dashboard/Timeline.tsx';
import { queryOf } from '../src/screens/pages/query.ts';
import { DEFAULT, withKept, worthKeeping } from '../src/screens/pages/view.ts';
import { pagesStore, reduce } from '../src/store/pages.ts';

const EMPTY = {
  ok: true,
  total: 0,
  page: 1,
  per_page: 20,
  pages: [],
  summary: { statuses: [], reasons: [], kinds: [] },
};
const answerOf = (total: number) => PagesAnswer.parse({ ...EMPTY, total });

type Sent = { path: string; urls: string[] };
let sent: Sent[] = [];
let answer: (request: Sent) => unknown = () => EMPTY;

function urlsOf(data: unknown): string[] {
  const urls = typeof data === 'object' && data !== null && 'urls' in data ? data.urls : [];
  return Array.isArray(urls) ? urls.map(String) : [];
}

apiFetch.setFetchHandler(async ({ path = '', data }) => {
  const request = { path, urls: urlsOf(data) };
  sent.push(request);
  return answer(request);
});

beforeEach(() => {
  sent = [];
  answer = () => EMPTY;
});

describe('what the site is asked for', () => {
  const view = (changes: object): View => ({ ...DEFAULT, ...changes });

  it('is the first page, newest first, when nothing was chosen', () => {
    expect(queryOf(DEFAULT)).toEqual({ orderby: 'seen_at', order: 'desc', page: 1, per_page: 20 });
  });

  it('takes filters, search, order and page from the table', () => {
    const asked = queryOf(
      view({
        search: '  shoes ',
        page: 3,
        perPage: 50,
        sort: { field: 'title', direction: 'asc' },
        filters: [
          { field: 'status', operator: 'isAny', value: ['cached', 'purged'] },
          { field: 'kind', operator: 'isAny', value: ['feed'] },
        ],
      }),
    );
    expect(asked).toEqual({
      search: 'shoes',
      status: ['cached', 'purged'],
      kind: ['feed'],
      orderby: 'url',
      order: 'asc',
      page: 3,
      per_page: 50,
    });
    expect(queryString(asked)).toBe(
      '?search=shoes&status=cached%2Cpurged&kind=feed&orderby=url&order=asc&page=3&per_page=50',
    );
  });

  it('leaves out filters without a value, and words that no site knows', () => {
    const filters = [
      { field: 'status', operator: 'isAny', value: undefined },
      { field: 'reason', operator: 'isAny', value: ['of-the-future', 'cold'] },
    ];
    expect(queryOf(view({ filters }))).toMatchObject({ reason: ['cold'] });
    expect(queryOf(view({ filters }))).not.toHaveProperty('status');
  });
});

describe('the view of a person', () => {
  it('keeps columns, order and rows at a time, and neither search nor page', () => {
    const kept = worthKeeping({ ...DEFAULT, search: 'x', page: 4, perPage: 50, fields: ['hits'] });
    expect(kept).toEqual({ fields: ['hits'], per_page: 50, orderby: 'seen_at', order: 'desc' });
    expect(withKept(DEFAULT, kept)).toMatchObject({ fields: ['hits'], perPage: 50, page: 1, search: '' });
  });
});

describe('the list', () => {
  it('never shows the answer to an earlier question', () => {
    const asked = reduce(reduce(undefined, { type: 'ASKED', number: 1 }), { type: 'ASKED', number: 2 });
    const newer = reduce(asked, { type: 'RECEIVED', number: 2, answer: answerOf(2) });
    expect(reduce(newer, { type: 'RECEIVED', number: 1, answer: answerOf(1) }).answer?.total).toBe(2);
    expect(reduce(newer, { type: 'FAILED', number: 1, message: 'late' }).failure).toBeNull();
  });

  it('keeps what is shown when a later question fails', async () => {
    const { look } = dispatch(pagesStore);
    answer = () => ({ ...EMPTY, total: 7 });
    await look({ page: 1 });
    answer = () => {
      throw { code: 'fetch_error', message: 'You are probably offline.' };
    };
    await look({ page: 2 });
    const pages = select(pagesStore);
    expect([pages.getAnswer()?.total, pages.getFailure(), pages.isLoading()]).toEqual([
      7,
      'The site could not be reached. Check your connection and try again.',
      false,
    ]);
  });

  it('warms a few pages at a time and tells which are still not stored', async () => {
    const urls = Array.from({ length: 12 }, (_, place) => `https://example.com/${place}/`);
    const layer = { status: 200, outcome: 'miss', reason: 'set-cookie', ms: 1, error: null };
    answer = ({ urls: some }) => ({
      ok: true,
      pages: some.map((url) => ({ url, warm: !url.endsWith('/3/'), origin: layer, edge: null })),
    });
    await dispatch(pagesStore).warm(urls);
    expect(sent.map((request) => request.urls.length)).toEqual([5, 5, 2]);
    const done = select(pagesStore).getDone();
    expect([done?.pages, done?.cold.map(({ url }) => url)]).toEqual([12, ['https://example.com/3/']]);
    expect(select(pagesStore).getProgress()).toBeNull();
  });

  it('stops warming before the next few when it is told to', async () => {
    const urls = Array.from({ length: 12 }, (_, place) => `https://example.com/${place}/`);
    answer = () => {
      dispatch(pagesStore).stop();
      return { ok: true, pages: [] };
    };
    await dispatch(pagesStore).warm(urls);
    expect([sent.length, select(pagesStore).getDone()?.pages]).toEqual([1, 5]);
  });

  it('purges all in one request, so that it is one line of what happened', async () => {
    answer = () => ({ ok: true });
    await dispatch(pagesStore).purge(['https://example.com/a/', 'https://example.com/b/']);
    expect(sent.map((request) => [request.path.split('?')[0], request.urls.length])).toEqual([
      ['/dynamic-cache/v1/purge', 2],
    ]);
  });
});

describe('the tags of a page', () => {
  it('are told by what they stand for, and none is left out', () => {
    const tags = [
      'site',
      'post:7',
      'list:post~all',
      'query:ab',
      'user:1',
      'sql:my',
      'part:t:header',
      'my-own',
    ];
    const groups = grouped(tags.map((tag) => ({ tag, meaning: '', source: '' })));
    expect(groups.map(({ members }) => members.map(({ tag }) => tag))).toEqual([
      ['post:7'],
      ['list:post~all', 'query:ab'],
      ['user:1'],
      ['part:t:header'],
      ['site', 'sql:my', 'my-own'],
    ]);
  });
});

describe('how much a purge took', () => {
  const record = {
    id: 1,
    at: 0,
    actor: '',
    cause: '',
    sentence: '',
    seq: 0,
    epoch: '',
    edge_ms: null,
    edge_waiting: false,
  };
  it.each([
    [
      { tags: ['post:1', 'home'], urls: [], refreshed: 4, untouched: 212 },
      '4 pages refreshed, 212 untouched.',
    ],
    [{ tags: ['post:1', 'home'], urls: ['/a/'], refreshed: null, untouched: null }, '3 tags purged.'],
    [
      { tags: ['site'], urls: [], refreshed: 216, untouched: 0 },
      'Everything was purged: 216 pages refreshed.',
    ],
    [{ tags: ['site'], urls: [], refreshed: null, untouched: null }, 'Everything was purged.'],
  ])('%o is said as %s', (part, said) => {
    expect(extent({ ...record, ...part })).toBe(said);
  });
});
