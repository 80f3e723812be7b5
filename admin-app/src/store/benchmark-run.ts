/** The store of single runs: what their gates saw, and two of them side by side. */
import type { BenchmarkComparison, BenchmarkReport } from '@dynamic-cache/contracts/site-benchmark';
import { createReduxStore, register } from '@wordpress/data';
import { compareRuns, readRun } from '../api/benchmark.ts';
import { UnableToReachSite } from '../api/request.ts';

type Asked<T> = { value: T | null; failure: string | null };
type Report = BenchmarkReport['run'];

type State = {
  reports: Readonly<Record<string, Asked<Report>>>;
  comparisons: Readonly<Record<string, Asked<BenchmarkComparison>>>;
};

type Action =
  | { type: 'REPORTED'; id: string; answer: Asked<Report> }
  | { type: 'COMPARED'; pair: string; answer: Asked<BenchmarkComparison> };

type Thunk = (context: { dispatch: (action: Action) => void }) => Promise<void>;

const NOTHING: Asked<never> = { value: null, failure: null };
const pairOf = (before: string, after: string) => `${before} ${after}`;

export function reduce(state: State = { reports: {}, comparisons: {} }, action: Action): State {
  switch (action.type) {
    case 'REPORTED':
      return { ...state, reports: { ...state.reports, [action.id]: action.answer } };
    case 'COMPARED':
      return { ...state, comparisons: { ...state.comparisons, [action.pair]: action.answer } };
    default:
      return state;
  }
}

async function asked<T>(asking: Promise<T>): Promise<Asked<T>> {
  try {
    return { value: await asking, failure: null };
  } catch (thrown) {
    return { value: null, failure: thrown instanceof UnableToReachSite ? thrown.message : String(thrown) };
  }
}

const actions = {
  look:
    (id: string): Thunk =>
    async ({ dispatch }) => {
      const answer = await asked(readRun(id).then(({ run }) => run));
      dispatch({ type: 'REPORTED', id, answer });
    },
  compare:
    (before: string, after: string): Thunk =>
    async ({ dispatch }) => {
      const answer = await asked(compareRuns(before, after));
      dispatch({ type: 'COMPARED', pair: pairOf(before, after), answer });
    },
};

const selectors = {
  getReport: (state: State, id: string) => state.reports[id] ?? NOTHING,
  getComparison: (state: State, before: string, after: string) =>
    state.comparisons[pairOf(before, after)] ?? NOTHING,
};

export const benchmarkRunStore = createReduxStore('dynamic-cache/benchmark-run', {
  reducer: reduce,
  actions,
  selectors,
  resolvers: { getReport: actions.look, getComparison: actions.compare },
});

register(benchmarkRunStore);
