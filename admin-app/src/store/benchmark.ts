/** The store of measuring: where the site stands, what a button has begun, and the steps that an open screen takes. */
import type { BenchmarkAction, BenchmarkOverview } from '@dynamic-cache/contracts/site-benchmark';
import { createReduxStore, register } from '@wordpress/data';
import { driveBenchmark, readBenchmarks } from '../api/benchmark.ts';
import { UnableToReachSite } from '../api/request.ts';

export type Failure = { code: string; message: string };

/** Pause before the next step where this one did nothing: the host is busy, or somebody else takes the steps. */
const PAUSE_MS = 3_000;

type State = {
  overview: BenchmarkOverview | null;
  /** What a button asked for and has not been answered. Steps are not among them. */
  busy: BenchmarkAction['do'] | null;
  failure: Failure | null;
};

type Action =
  | { type: 'BEGAN'; work: BenchmarkAction['do'] }
  | { type: 'RECEIVED'; overview: BenchmarkOverview }
  | { type: 'ENDED' }
  | { type: 'FAILED'; failure: Failure };

const EMPTY: State = { overview: null, busy: null, failure: null };

export function reduce(state: State = EMPTY, action: Action): State {
  switch (action.type) {
    case 'BEGAN':
      return { ...state, busy: action.work, failure: null };
    case 'RECEIVED':
      return { ...state, overview: action.overview };
    case 'ENDED':
      return { ...state, busy: null };
    case 'FAILED':
      return { ...state, busy: null, failure: action.failure };
    default:
      return state;
  }
}

type Context = {
  dispatch: (action: Action) => void;
  select: { getOverview: () => BenchmarkOverview | null };
};
type Thunk<T = void> = (context: Context) => Promise<T>;

const failureOf = (thrown: unknown): Failure =>
  thrown instanceof UnableToReachSite
    ? { code: thrown.code, message: thrown.message }
    : { code: 'unknown', message: String(thrown) };

/** How many screens want the steps taken, and the one loop that takes them. */
let watchers = 0;
let isDriving = false;

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** One step. What came of it is shown unless a button has been answered meanwhile. Says whether to wait before the next. */
async function step({ dispatch, select }: Context): Promise<boolean> {
  const before = select.getOverview();
  const overview = await driveBenchmark({ do: 'step' });
  if (select.getOverview() === before) dispatch({ type: 'RECEIVED', overview });
  return overview.progress !== 'worked';
}

async function drive(context: Context): Promise<void> {
  if (isDriving) return;
  isDriving = true;
  try {
    while (watchers > 0 && context.select.getOverview()?.active != null) {
      if (await step(context)) await pause(PAUSE_MS);
    }
  } catch (thrown) {
    context.dispatch({ type: 'FAILED', failure: failureOf(thrown) });
  } finally {
    isDriving = false;
  }
}

const look: Thunk = async (context) => {
  try {
    context.dispatch({ type: 'RECEIVED', overview: await readBenchmarks() });
    context.dispatch({ type: 'ENDED' });
  } catch (thrown) {
    context.dispatch({ type: 'FAILED', failure: failureOf(thrown) });
  }
};

const actions = {
  look: (): Thunk => look,
  /** What a button does. Says whether it was done. */
  act:
    (action: BenchmarkAction): Thunk<boolean> =>
    async ({ dispatch }) => {
      dispatch({ type: 'BEGAN', work: action.do });
      try {
        dispatch({ type: 'RECEIVED', overview: await driveBenchmark(action) });
        dispatch({ type: 'ENDED' });
        return true;
      } catch (thrown) {
        dispatch({ type: 'FAILED', failure: failureOf(thrown) });
        return false;
      }
    },
  /** A screen is open: while a run is under way it takes its steps. */
  watch: (): Thunk => async () => {
    watchers += 1;
  },
  drive: (): Thunk => drive,
  /** The screen is gone; the step that is under way ends, and cron goes on. */
  leave: (): Thunk => async () => {
    watchers -= 1;
  },
};

const selectors = {
  getOverview: (state: State) => state.overview,
  getBusy: (state: State) => state.busy,
  getFailure: (state: State) => state.failure,
};

export const benchmarkStore = createReduxStore('dynamic-cache/benchmark', {
  reducer: reduce,
  actions,
  selectors,
  resolvers: { getOverview: actions.look },
});

register(benchmarkStore);
