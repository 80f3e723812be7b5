/** The store of the list of pages: what was last read of it, and the work on the pages that were chosen. */
import type { WarmAnswer } from '@dynamic-cache/contracts/page-actions';
import type { PagesAnswer, PagesQuery } from '@dynamic-cache/contracts/pages';
import { createReduxStore, register } from '@wordpress/data';
import { readPages } from '../api/pages.ts';
import { UnableToReachSite } from '../api/request.ts';
import { purge, warm } from '../api/site.ts';

/** Pages that are fetched in one request: so many that a slow host still answers it in time. */
const WARMED_AT_ONCE = 5;
/** Addresses that one purge may name. */
const PURGED_AT_ONCE = 1000;

export type PagesWork = 'purge' | 'warm';
/** Work under way: how many of how many pages are done. */
export type Progress = { work: PagesWork; done: number; of: number };
/** Work that is over. `cold`: pages that were fetched and are not stored. The number makes two of the same differ. */
export type PagesDone = { work: PagesWork; pages: number; cold: WarmAnswer['pages']; at: number };

type State = {
  answer: PagesAnswer | null;
  /** A question is under way whose answer will replace the one that is shown. */
  isLoading: boolean;
  failure: string | null;
  progress: Progress | null;
  done: PagesDone | null;
  /** Number of the last question: an answer to an earlier one is out of date. */
  asked: number;
};

type Action =
  | { type: 'ASKED'; number: number }
  | { type: 'RECEIVED'; number: number; answer: PagesAnswer }
  | { type: 'FAILED'; number: number; message: string }
  | { type: 'WORKED'; progress: Progress }
  | { type: 'DONE'; done: Omit<PagesDone, 'at'> }
  | { type: 'GAVE UP'; message: string };

const EMPTY: State = { answer: null, isLoading: false, failure: null, progress: null, done: null, asked: 0 };

export function reduce(state: State = EMPTY, action: Action): State {
  switch (action.type) {
    case 'ASKED':
      return { ...state, asked: action.number, isLoading: true };
    case 'RECEIVED':
      return action.number < state.asked
        ? state
        : { ...state, answer: action.answer, isLoading: false, failure: null };
    case 'FAILED':
      return action.number < state.asked ? state : { ...state, isLoading: false, failure: action.message };
    case 'WORKED':
      return { ...state, progress: action.progress, failure: null };
    case 'DONE':
      return { ...state, progress: null, done: { ...action.done, at: (state.done?.at ?? 0) + 1 } };
    case 'GAVE UP':
      return { ...state, progress: null, failure: action.message };
    default:
      return state;
  }
}

type Context = { dispatch: (action: Action) => void };
type Thunk = (context: Context) => Promise<void>;

let asked = 0;
/** Set while pages are warmed: what stops before the next few. */
let isStopped = false;

const sentence = (thrown: unknown) => (thrown instanceof UnableToReachSite ? thrown.message : String(thrown));

/** Works through the addresses a few at a time; what was done when it is stopped or fails stays done. */
function working(
  work: PagesWork,
  urls: readonly string[],
  size: number,
  act: (urls: string[]) => Promise<WarmAnswer['pages']>,
): Thunk {
  return async ({ dispatch }) => {
    isStopped = false;
    let done = 0;
    const cold: WarmAnswer['pages'] = [];
    try {
      while (done < urls.length && !isStopped) {
        dispatch({ type: 'WORKED', progress: { work, done, of: urls.length } });
        const some = urls.slice(done, done + size);
        cold.push(...(await act(some)));
        done += some.length;
      }
      dispatch({ type: 'DONE', done: { work, pages: done, cold } });
    } catch (thrown) {
      dispatch({ type: 'GAVE UP', message: sentence(thrown) });
    }
  };
}

const actions = {
  /** Reads the rows that match. What is shown stays until the answer is there. */
  look:
    (query: PagesQuery): Thunk =>
    async ({ dispatch }) => {
      asked += 1;
      const number = asked;
      dispatch({ type: 'ASKED', number });
      try {
        dispatch({ type: 'RECEIVED', number, answer: await readPages(query) });
      } catch (thrown) {
        dispatch({ type: 'FAILED', number, message: sentence(thrown) });
      }
    },
  purge: (urls: readonly string[]) =>
    working('purge', urls, PURGED_AT_ONCE, async (some) => {
      await purge({ urls: some });
      return [];
    }),
  warm: (urls: readonly string[]) =>
    working('warm', urls, WARMED_AT_ONCE, async (some) =>
      (await warm(some)).pages.filter((page) => !page.warm),
    ),
  /** Ends the work after the request that is under way. */
  stop: (): Thunk => async () => {
    isStopped = true;
  },
};

const selectors = {
  getAnswer: (state: State) => state.answer,
  isLoading: (state: State) => state.isLoading,
  getFailure: (state: State) => state.failure,
  getProgress: (state: State) => state.progress,
  getDone: (state: State) => state.done,
};

export const pagesStore = createReduxStore('dynamic-cache/pages', { reducer: reduce, actions, selectors });

register(pagesStore);
