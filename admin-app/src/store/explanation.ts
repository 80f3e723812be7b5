/** The store of the page that is being explained. */
import type { ExplainAnswer } from '@dynamic-cache/contracts/page-actions';
import { createReduxStore, register } from '@wordpress/data';
import { explainUrl } from '../api/pages.ts';
import { UnableToReachSite } from '../api/request.ts';

type State = { url: string | null; told: ExplainAnswer | null; failure: string | null };

type Action =
  | { type: 'ASKED'; url: string }
  | { type: 'TOLD'; url: string; told: ExplainAnswer }
  | { type: 'FAILED'; url: string; message: string };

const EMPTY: State = { url: null, told: null, failure: null };

export function reduce(state: State = EMPTY, action: Action): State {
  switch (action.type) {
    case 'ASKED':
      return { ...EMPTY, url: action.url };
    case 'TOLD':
      // An answer about the page before this one.
      return state.url === action.url ? { ...state, told: action.told } : state;
    case 'FAILED':
      return state.url === action.url ? { ...state, failure: action.message } : state;
    default:
      return state;
  }
}

type Thunk = (context: { dispatch: (action: Action) => void }) => Promise<void>;

const actions = {
  /** Asks what visitors get for an address now. */
  explain:
    (url: string): Thunk =>
    async ({ dispatch }) => {
      dispatch({ type: 'ASKED', url });
      try {
        dispatch({ type: 'TOLD', url, told: await explainUrl(url) });
      } catch (thrown) {
        const message = thrown instanceof UnableToReachSite ? thrown.message : String(thrown);
        dispatch({ type: 'FAILED', url, message });
      }
    },
};

const selectors = {
  getTold: (state: State) => state.told,
  getFailure: (state: State) => state.failure,
};

export const explanationStore = createReduxStore('dynamic-cache/explanation', {
  reducer: reduce,
  actions,
  selectors,
});

register(explanationStore);
