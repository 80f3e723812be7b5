/** The store of the panel in the editor: what visitors get for the page of a post, and what is under way. */
import type { ExplainAnswer, WarmAnswer } from '@dynamic-cache/contracts/page-actions';
import type { PurgeAnswer } from '@dynamic-cache/contracts/plugin-api';
import { createReduxStore, register } from '@wordpress/data';
import { explainPost, purgePost, warmPost } from '../api/page.ts';
import { UnableToReachSite } from '../api/request.ts';

/** What a button does while it is busy. */
export type PageWork = 'purge' | 'warm';
/** What came of it; the number makes two of the same differ. */
export type PageDone = {
  work: PageWork;
  warmed: WarmAnswer['pages'][number] | null;
  purged: PurgeAnswer | null;
  at: number;
};
type Came = Pick<PageDone, 'warmed' | 'purged'>;

type State = {
  /** The post that everything here is about. */
  post: number | null;
  told: ExplainAnswer | null;
  busy: PageWork | null;
  failure: string | null;
  done: PageDone | null;
};

type Action =
  | { type: 'ASKED'; post: number }
  | { type: 'TOLD'; post: number; told: ExplainAnswer }
  | { type: 'BEGAN'; work: PageWork }
  | { type: 'DONE'; done: Omit<PageDone, 'at'> }
  | { type: 'FAILED'; message: string };

const EMPTY: State = { post: null, told: null, busy: null, failure: null, done: null };

function reduce(state: State = EMPTY, action: Action): State {
  switch (action.type) {
    case 'ASKED':
      return state.post === action.post ? state : { ...EMPTY, post: action.post };
    case 'TOLD':
      // An answer about the post before this one.
      return state.post === action.post ? { ...state, told: action.told, failure: null } : state;
    case 'BEGAN':
      return { ...state, busy: action.work, failure: null };
    case 'DONE':
      return { ...state, busy: null, done: { ...action.done, at: (state.done?.at ?? 0) + 1 } };
    case 'FAILED':
      return { ...state, busy: null, failure: action.message };
    default:
      return state;
  }
}

type Thunk = (context: { dispatch: (action: Action) => void }) => Promise<void>;

function failed(thrown: unknown): Action {
  return {
    type: 'FAILED',
    message: thrown instanceof UnableToReachSite ? thrown.message : String(thrown),
  };
}

/** Runs one piece of work, then tells the state that the page is really in. */
function working(post: number, work: PageWork, act: () => Promise<Came>): Thunk {
  return async ({ dispatch }) => {
    dispatch({ type: 'BEGAN', work });
    try {
      const came = await act();
      dispatch({ type: 'DONE', done: { work, ...came } });
      dispatch({ type: 'TOLD', post, told: await explainPost(post) });
    } catch (thrown) {
      dispatch(failed(thrown));
    }
  };
}

const actions = {
  /** Asks what visitors get now. */
  look:
    (post: number): Thunk =>
    async ({ dispatch }) => {
      dispatch({ type: 'ASKED', post });
      try {
        dispatch({ type: 'TOLD', post, told: await explainPost(post) });
      } catch (thrown) {
        dispatch(failed(thrown));
      }
    },
  purge: (post: number) =>
    working(post, 'purge', async () => ({ warmed: null, purged: await purgePost(post) })),
  warm: (post: number) =>
    working(post, 'warm', async () => ({ warmed: (await warmPost(post)).pages[0] ?? null, purged: null })),
};

const selectors = {
  getTold: (state: State) => state.told,
  getBusy: (state: State) => state.busy,
  getFailure: (state: State) => state.failure,
  getDone: (state: State) => state.done,
};

export const pageStore = createReduxStore('dynamic-cache/page', { reducer: reduce, actions, selectors });

register(pageStore);
