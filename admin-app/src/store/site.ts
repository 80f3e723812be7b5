/** The store that screens ask: what the site last said, what is under way, and what went wrong. */
import type { SiteStatus } from '@dynamic-cache/contracts/plugin-api';
import { createReduxStore, register } from '@wordpress/data';
import { UnableToReachSite } from '../api/request.ts';
import { changeSettings, purge, readSettings, readStatus } from '../api/site.ts';

/** What a button does while it is busy. */
export type Work = 'switch' | 'purge';

type State = { status: SiteStatus | null; busy: Work | null; failure: string | null; done: Work | null };

type Action =
  | { type: 'RECEIVED'; status: SiteStatus }
  | { type: 'BEGAN'; work: Work }
  | { type: 'DONE'; work: Work }
  | { type: 'FAILED'; message: string };

const EMPTY: State = { status: null, busy: null, failure: null, done: null };

function reduce(state: State = EMPTY, action: Action): State {
  switch (action.type) {
    case 'RECEIVED':
      return { ...state, status: action.status };
    case 'BEGAN':
      return { ...state, busy: action.work, failure: null, done: null };
    case 'DONE':
      return { ...state, busy: null, done: action.work };
    case 'FAILED':
      return { ...state, busy: null, failure: action.message };
    default:
      return state;
  }
}

type Thunk = (context: { dispatch: (action: Action) => void }) => Promise<void>;

/** Runs one piece of work, then shows the state that the site is really in. */
function working(work: Work, act: () => Promise<unknown>): Thunk {
  return async ({ dispatch }) => {
    dispatch({ type: 'BEGAN', work });
    try {
      await act();
      dispatch({ type: 'RECEIVED', status: await readStatus() });
      dispatch({ type: 'DONE', work });
    } catch (thrown) {
      dispatch({ type: 'FAILED', message: sentence(thrown) });
    }
  };
}

function sentence(thrown: unknown): string {
  return thrown instanceof UnableToReachSite ? thrown.message : String(thrown);
}

const actions = {
  switchCache: (enabled: boolean) =>
    working('switch', async () => changeSettings((await readSettings()).revision, { enabled })),
  purgeEverything: () => working('purge', () => purge({ everything: true })),
};

const selectors = {
  getStatus: (state: State) => state.status,
  getBusy: (state: State) => state.busy,
  getFailure: (state: State) => state.failure,
  getDone: (state: State) => state.done,
};

const resolvers = {
  getStatus:
    (): Thunk =>
    async ({ dispatch }) => {
      try {
        dispatch({ type: 'RECEIVED', status: await readStatus() });
      } catch (thrown) {
        dispatch({ type: 'FAILED', message: sentence(thrown) });
      }
    },
};

export const siteStore = createReduxStore('dynamic-cache/site', {
  reducer: reduce,
  actions,
  selectors,
  resolvers,
});

register(siteStore);
