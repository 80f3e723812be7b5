/** The store of the outbox: what was last read of it, and what is being done with it. */
import type { OutboxAnswer, OutboxChange, OutboxChanged } from '@dynamic-cache/contracts/outbox';
import { createReduxStore, register } from '@wordpress/data';
import { changeOutbox, readOutbox } from '../api/edge.ts';
import { UnableToReachSite } from '../api/request.ts';

/** What came of the last change; the number makes two of the same differ. */
export type OutboxDone = { did: OutboxChange['do']; came: OutboxChanged; at: number };

type State = {
  answer: OutboxAnswer | null;
  isLoading: boolean;
  isBusy: boolean;
  failure: string | null;
  done: OutboxDone | null;
  /** Number of the last question: an answer to an earlier one is out of date. */
  asked: number;
};

type Action =
  | { type: 'ASKED'; number: number }
  | { type: 'RECEIVED'; number: number; answer: OutboxAnswer }
  | { type: 'FAILED'; number: number; message: string }
  | { type: 'BEGAN' }
  | { type: 'DONE'; did: OutboxChange['do']; came: OutboxChanged }
  | { type: 'GAVE UP'; message: string };

const EMPTY: State = { answer: null, isLoading: false, isBusy: false, failure: null, done: null, asked: 0 };

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
    case 'BEGAN':
      return { ...state, isBusy: true, failure: null };
    case 'DONE':
      return {
        ...state,
        isBusy: false,
        done: { did: action.did, came: action.came, at: (state.done?.at ?? 0) + 1 },
      };
    case 'GAVE UP':
      return { ...state, isBusy: false, failure: action.message };
    default:
      return state;
  }
}

type Thunk = (context: { dispatch: (action: Action) => void }) => Promise<void>;

let asked = 0;

const sentence = (thrown: unknown) => (thrown instanceof UnableToReachSite ? thrown.message : String(thrown));

const actions = {
  /** Reads a page of the list. What is shown stays until the answer is there. */
  look:
    (page: number, perPage: number): Thunk =>
    async ({ dispatch }) => {
      asked += 1;
      const number = asked;
      dispatch({ type: 'ASKED', number });
      try {
        dispatch({ type: 'RECEIVED', number, answer: await readOutbox(page, perPage) });
      } catch (thrown) {
        dispatch({ type: 'FAILED', number, message: sentence(thrown) });
      }
    },
  /** Without ids: all messages. */
  change:
    (did: OutboxChange['do'], ids?: number[]): Thunk =>
    async ({ dispatch }) => {
      dispatch({ type: 'BEGAN' });
      try {
        dispatch({
          type: 'DONE',
          did,
          came: await changeOutbox(ids === undefined ? { do: did } : { do: did, ids }),
        });
      } catch (thrown) {
        dispatch({ type: 'GAVE UP', message: sentence(thrown) });
      }
    },
};

const selectors = {
  getAnswer: (state: State) => state.answer,
  isLoading: (state: State) => state.isLoading,
  isBusy: (state: State) => state.isBusy,
  getFailure: (state: State) => state.failure,
  getDone: (state: State) => state.done,
};

export const outboxStore = createReduxStore('dynamic-cache/outbox', { reducer: reduce, actions, selectors });

register(outboxStore);
