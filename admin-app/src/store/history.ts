/** The store of what was: figures by day, and what happened. */
import type { PurgeRecord } from '@dynamic-cache/contracts/plugin-api';
import type { StatsAnswer } from '@dynamic-cache/contracts/stats';
import { createReduxStore, register } from '@wordpress/data';
import { date } from '@wordpress/date';
import { UnableToReachSite } from '../api/request.ts';
import { readPurges, readStats } from '../api/site.ts';

/** Days that the figures can be shown for. */
export const RANGES = [7, 30] as const;
export type Range = (typeof RANGES)[number];

type Asked<T> = { value: T | null; failure: string | null };
export type Happened = { records: readonly PurgeRecord[]; total: number };

type State = { stats: Partial<Record<Range, Asked<StatsAnswer>>>; happened: Asked<Happened> };

type Action =
  | { type: 'COUNTED'; range: Range; answer: Asked<StatsAnswer> }
  | { type: 'HAPPENED'; answer: Asked<Happened> };

const NOTHING: Asked<never> = { value: null, failure: null };
const EMPTY: State = { stats: {}, happened: NOTHING };

/** Lines that are read at a time. */
const PIECE = 10;
const DAY_MS = 86_400_000;

export function reduce(state: State = EMPTY, action: Action): State {
  switch (action.type) {
    case 'COUNTED':
      return { ...state, stats: { ...state.stats, [action.range]: action.answer } };
    case 'HAPPENED':
      return { ...state, happened: action.answer };
    default:
      return state;
  }
}

/** The new lines before those that are known already, each once, newest first. */
export function merged(known: readonly PurgeRecord[], read: readonly PurgeRecord[]): PurgeRecord[] {
  const byId = new Map([...known, ...read].map((record) => [record.id, record]));
  return [...byId.values()].sort((a, b) => b.id - a.id);
}

type Context = {
  dispatch: (action: Action) => void;
  select: { getStats: (range: Range) => Asked<StatsAnswer>; getHappened: () => Asked<Happened> };
};
type Thunk = (context: Context) => Promise<void>;

function sentence(thrown: unknown): string {
  return thrown instanceof UnableToReachSite ? thrown.message : String(thrown);
}

/** Reads a page of the list. What is shown stays when no answer comes. */
function readList(page: (known: number) => number): Thunk {
  return async ({ dispatch, select }) => {
    const before = select.getHappened().value?.records ?? [];
    try {
      const answer = await readPurges(page(before.length), PIECE);
      const known = select.getHappened().value?.records ?? [];
      const value = { records: merged(known, answer.purges), total: answer.total };
      dispatch({ type: 'HAPPENED', answer: { value, failure: null } });
    } catch (thrown) {
      dispatch({
        type: 'HAPPENED',
        answer: { value: select.getHappened().value, failure: sentence(thrown) },
      });
    }
  };
}

const actions = {
  /** Reads the figures of the last days, today included, in the site's time zone. */
  count:
    (range: Range): Thunk =>
    async ({ dispatch, select }) => {
      const now = Date.now();
      const day = (ago: number) => date('Y-m-d', new Date(now - ago * DAY_MS), undefined);
      try {
        const value = await readStats(day(range - 1), day(0));
        dispatch({ type: 'COUNTED', range, answer: { value, failure: null } });
      } catch (thrown) {
        const answer = { value: select.getStats(range).value, failure: sentence(thrown) };
        dispatch({ type: 'COUNTED', range, answer });
      }
    },
  lookBack: () => readList(() => 1),
  lookFurtherBack: () => readList((known) => Math.floor(known / PIECE) + 1),
};

const selectors = {
  getStats: (state: State, range: Range) => state.stats[range] ?? NOTHING,
  getHappened: (state: State) => state.happened,
};

const resolvers = { getStats: actions.count, getHappened: actions.lookBack };

export const historyStore = createReduxStore('dynamic-cache/history', {
  reducer: reduce,
  actions,
  selectors,
  resolvers,
});

register(historyStore);
