/** The store of the site's state: what the site last said, what is under way, and what went wrong. */
import type { WarmAnswer } from '@dynamic-cache/contracts/page-actions';
import type { SiteStatus } from '@dynamic-cache/contracts/plugin-api';
import { createReduxStore, register } from '@wordpress/data';
import { UnableToReachSite } from '../api/request.ts';
import { readCurrentSettings } from '../api/settings.ts';
import { changeSettings, purge, readStatus, repair, warm } from '../api/site.ts';

/** What a button does while it is busy. */
export type Work = 'switch' | 'purge' | 'warm' | 'pause' | 'repair';

type State = {
  status: SiteStatus | null;
  busy: Work | null;
  failure: string | null;
  /** What came of the last warming. */
  warmed: WarmAnswer | null;
  /** Number of the last request for the status: an answer to an earlier one is out of date. */
  asked: number;
};

type Action =
  | { type: 'ASKED'; number: number }
  | { type: 'RECEIVED'; status: SiteStatus; number: number }
  | { type: 'BEGAN'; work: Work }
  | { type: 'WARMED'; warmed: WarmAnswer }
  | { type: 'ENDED' }
  | { type: 'PUT AWAY' }
  | { type: 'FAILED'; message: string };

const EMPTY: State = { status: null, busy: null, failure: null, warmed: null, asked: 0 };

export function reduce(state: State = EMPTY, action: Action): State {
  switch (action.type) {
    case 'ASKED':
      return { ...state, asked: action.number };
    case 'RECEIVED':
      return action.number < state.asked ? state : { ...state, status: action.status };
    case 'BEGAN':
      return { ...state, busy: action.work, failure: null };
    case 'WARMED':
      return { ...state, warmed: action.warmed };
    case 'ENDED':
      return { ...state, busy: null };
    case 'PUT AWAY':
      return { ...state, failure: null };
    case 'FAILED':
      return { ...state, busy: null, failure: action.message };
    default:
      return state;
  }
}

type Context = { dispatch: (action: Action) => void };
type Thunk<T = void> = (context: Context) => Promise<T>;

let asked = 0;

async function look({ dispatch }: Context): Promise<void> {
  asked += 1;
  const number = asked;
  dispatch({ type: 'ASKED', number });
  dispatch({ type: 'RECEIVED', number, status: await readStatus() });
}

/** Runs one piece of work, then shows the state that the site is really in. Says whether it was done. */
function working(work: Work, act: (context: Context) => Promise<unknown>): Thunk<boolean> {
  return async (context) => {
    context.dispatch({ type: 'BEGAN', work });
    try {
      await act(context);
      await look(context);
      context.dispatch({ type: 'ENDED' });
      return true;
    } catch (thrown) {
      context.dispatch({ type: 'FAILED', message: sentence(thrown) });
      return false;
    }
  };
}

function sentence(thrown: unknown): string {
  return thrown instanceof UnableToReachSite ? thrown.message : String(thrown);
}

const save = async (patch: Record<string, unknown>, replaceDropin = false) =>
  changeSettings((await readCurrentSettings()).revision, patch, replaceDropin);

const actions = {
  switchCache: (enabled: boolean, replaceDropin = false) =>
    working('switch', () => save({ enabled }, replaceDropin)),
  /** `until` in Unix seconds; null resumes. */
  pause: (until: number | null) => working('pause', () => save({ paused_until: until })),
  /** What the button beside a problem does. */
  saveFix: (patch: Record<string, unknown>, replaceDropin: boolean) =>
    working('repair', () => save(patch, replaceDropin)),
  repair: (what: 'files' | 'edge' | 'edge-key') => working('repair', () => repair(what)),
  purgeEverything: () => working('purge', () => purge({ everything: true })),
  warm: (urls: string[]) =>
    working('warm', async ({ dispatch }) => dispatch({ type: 'WARMED', warmed: await warm(urls) })),
  /** Asks again, in the background: what is shown stays when no answer comes. */
  refresh: (): Thunk => async (context) => look(context).catch(() => undefined),
  retry: (): Thunk => async (context) =>
    look(context).then(
      () => context.dispatch({ type: 'PUT AWAY' }),
      (thrown) => context.dispatch({ type: 'FAILED', message: sentence(thrown) }),
    ),
  /** The person has read what went wrong. */
  putAway: (): Action => ({ type: 'PUT AWAY' }),
};

const selectors = {
  getStatus: (state: State) => state.status,
  getBusy: (state: State) => state.busy,
  getFailure: (state: State) => state.failure,
  getWarmed: (state: State) => state.warmed,
};

const resolvers = { getStatus: () => actions.retry() };

export const siteStore = createReduxStore('dynamic-cache/site', {
  reducer: reduce,
  actions,
  selectors,
  resolvers,
});

register(siteStore);
