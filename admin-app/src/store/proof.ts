/** The store of checks: the list that was last read, single ones with their evidence, and what was asked for now. */
import type { ProofAnswer, ProofCheck } from '@dynamic-cache/contracts/proof';
import { createReduxStore, register } from '@wordpress/data';
import { checkNow, type ProofQuery, readCheck, readProof } from '../api/proof.ts';
import { UnableToReachSite } from '../api/request.ts';

export type { ProofQuery };
export type Asked<T> = { value: T | null; failure: string | null };
/** What a button asked for: this page, or those that were drawn. */
export type ProofWork = 'page' | 'drawn';

type State = {
  list: Asked<ProofAnswer>;
  isLoading: boolean;
  /** By id. */
  checks: Readonly<Record<number, Asked<ProofCheck>>>;
  busy: ProofWork | null;
  refusal: string | null;
};

type Action =
  | { type: 'ASKED' }
  | { type: 'LISTED'; answer: ProofAnswer }
  | { type: 'UNLISTED'; message: string }
  | { type: 'FOUND'; id: number; check: Asked<ProofCheck> }
  | { type: 'BEGAN'; work: ProofWork }
  | { type: 'CHECKED'; checks: readonly ProofCheck[] }
  | { type: 'REFUSED'; message: string };

const NOTHING = { value: null, failure: null };
const EMPTY: State = { list: NOTHING, isLoading: false, checks: {}, busy: null, refusal: null };

const byId = (checks: readonly ProofCheck[]) =>
  Object.fromEntries(checks.map((check) => [check.id, { value: check, failure: null }]));

export function reduce(state: State = EMPTY, action: Action): State {
  switch (action.type) {
    case 'ASKED':
      return { ...state, isLoading: true };
    case 'LISTED':
      return { ...state, isLoading: false, list: { value: action.answer, failure: null } };
    case 'UNLISTED':
      return { ...state, isLoading: false, list: { ...state.list, failure: action.message } };
    case 'FOUND':
      return { ...state, checks: { ...state.checks, [action.id]: action.check } };
    case 'BEGAN':
      return { ...state, busy: action.work, refusal: null };
    case 'CHECKED':
      return { ...state, busy: null, checks: { ...state.checks, ...byId(action.checks) } };
    case 'REFUSED':
      return { ...state, busy: null, refusal: action.message };
    default:
      return state;
  }
}

type Context = { dispatch: (action: Action) => void };
type Thunk<T = void> = (context: Context) => Promise<T>;

const sentence = (thrown: unknown) => (thrown instanceof UnableToReachSite ? thrown.message : String(thrown));

/** One address was asked for: what is wrong with it needs no name of a member. */
const refusal = (thrown: unknown) =>
  (thrown instanceof UnableToReachSite ? thrown.details[0]?.message : undefined) ?? sentence(thrown);

/** Number of the last question for the list: an answer to an earlier one is out of date. */
let asked = 0;

const actions = {
  look:
    (query: ProofQuery): Thunk =>
    async ({ dispatch }) => {
      asked += 1;
      const number = asked;
      dispatch({ type: 'ASKED' });
      try {
        const answer = await readProof(query);
        if (number === asked) dispatch({ type: 'LISTED', answer });
      } catch (thrown) {
        if (number === asked) dispatch({ type: 'UNLISTED', message: sentence(thrown) });
      }
    },
  lookAt:
    (id: number): Thunk =>
    async ({ dispatch }) => {
      try {
        const { check } = await readCheck(id);
        dispatch({ type: 'FOUND', id, check: { value: check, failure: null } });
      } catch (thrown) {
        dispatch({ type: 'FOUND', id, check: { value: null, failure: sentence(thrown) } });
      }
    },
  /** Compares a page now, or without an address what waits. Resolves to what came of it; null when it was refused. */
  check:
    (url?: string): Thunk<ProofCheck[] | null> =>
    async ({ dispatch }) => {
      dispatch({ type: 'BEGAN', work: url === undefined ? 'drawn' : 'page' });
      try {
        const { checks } = await checkNow(url === undefined ? {} : { url });
        dispatch({ type: 'CHECKED', checks });
        return checks;
      } catch (thrown) {
        dispatch({ type: 'REFUSED', message: refusal(thrown) });
        return null;
      }
    },
};

const selectors = {
  getList: (state: State) => state.list,
  isLoading: (state: State) => state.isLoading,
  getCheck: (state: State, id: number) => state.checks[id] ?? NOTHING,
  getBusy: (state: State) => state.busy,
  getRefusal: (state: State) => state.refusal,
};

export const proofStore = createReduxStore('dynamic-cache/proof', {
  reducer: reduce,
  actions,
  selectors,
  resolvers: { getCheck: (id: number) => actions.lookAt(id) },
});

register(proofStore);
