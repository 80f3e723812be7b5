/** The store of what the Worker counted. */
import type { EdgeAnswer } from '@dynamic-cache/contracts/edge-figures';
import { createReduxStore, register } from '@wordpress/data';
import { readEdge } from '../api/edge.ts';
import { UnableToReachSite } from '../api/request.ts';

type State = { value: EdgeAnswer | null; failure: string | null };
type Action = { type: 'ANSWERED'; answer: State };
type Thunk = (context: { dispatch: (action: Action) => void }) => Promise<void>;

const EMPTY: State = { value: null, failure: null };

const reduce = (state: State = EMPTY, action: Action): State =>
  action.type === 'ANSWERED' ? action.answer : state;

const look =
  (): Thunk =>
  async ({ dispatch }) => {
    try {
      dispatch({ type: 'ANSWERED', answer: { value: await readEdge(), failure: null } });
    } catch (thrown) {
      const failure = thrown instanceof UnableToReachSite ? thrown.message : String(thrown);
      dispatch({ type: 'ANSWERED', answer: { value: null, failure } });
    }
  };

export const edgeFiguresStore = createReduxStore('dynamic-cache/edge-figures', {
  reducer: reduce,
  actions: { look },
  selectors: { getAnswer: (state: State) => state },
  resolvers: { getAnswer: look },
});

register(edgeFiguresStore);
