/** The store of what testers share: averages, the sandbox with its conflicts, and who was invited. */
import type { ConflictsView, LeaderboardQuery, SandboxView } from '@dynamic-cache/contracts/leaderboard';
import type { TesterInvited } from '@dynamic-cache/contracts/testers';
import { createReduxStore, register } from '@wordpress/data';
import * as api from '../api/leaderboard.ts';
import { UnableToReachSite } from '../api/request.ts';

type Asked<T> = { value: T | null; failure: string | null };
const NOTHING: Asked<never> = { value: null, failure: null };

type Shared = Awaited<ReturnType<typeof api.readShared>>;
type Queue = Awaited<ReturnType<typeof api.readQueue>>;
type Conflicts = Awaited<ReturnType<typeof api.readConflicts>>;
type Testers = Awaited<ReturnType<typeof api.readTesters>>;

/** Parts of the screen, each with a failure of its own. */
export type Part = 'queue' | 'conflicts' | 'testers';

type State = {
  shared: Asked<Shared>;
  queue: Asked<Queue>;
  conflicts: Asked<Conflicts>;
  testers: Asked<Testers>;
  /** Where something is being changed, and why the last change of a part was refused. */
  busy: Part | null;
  refused: Partial<Record<Part, string>>;
  /** The key that was just made: nowhere else, and gone when it is put away. */
  invited: TesterInvited | null;
};

type Action =
  | { type: 'SHARED'; answer: Asked<Shared> }
  | { type: 'QUEUED'; answer: Asked<Queue> }
  | { type: 'DISPUTED'; answer: Asked<Conflicts> }
  | { type: 'LISTED'; answer: Asked<Testers> }
  | { type: 'BEGAN'; part: Part }
  | { type: 'ENDED' }
  | { type: 'REFUSED'; part: Part; message: string }
  | { type: 'INVITED'; invited: TesterInvited | null };

const EMPTY: State = {
  shared: NOTHING,
  queue: NOTHING,
  conflicts: NOTHING,
  testers: NOTHING,
  busy: null,
  refused: {},
  invited: null,
};

export function reduce(state: State = EMPTY, action: Action): State {
  switch (action.type) {
    case 'SHARED':
      return { ...state, shared: action.answer };
    case 'QUEUED':
      return { ...state, queue: action.answer };
    case 'DISPUTED':
      return { ...state, conflicts: action.answer };
    case 'LISTED':
      return { ...state, testers: action.answer };
    case 'BEGAN':
      return { ...state, busy: action.part, refused: {} };
    case 'ENDED':
      return { ...state, busy: null };
    case 'REFUSED':
      return { ...state, busy: null, refused: { [action.part]: action.message } };
    case 'INVITED':
      return { ...state, invited: action.invited };
    default:
      return state;
  }
}

type Context = { dispatch: (action: Action) => void };
type Thunk<T = void> = (context: Context) => Promise<T>;

const sentence = (thrown: unknown) => (thrown instanceof UnableToReachSite ? thrown.message : String(thrown));

async function asked<T>(asking: Promise<T>): Promise<Asked<T>> {
  try {
    return { value: await asking, failure: null };
  } catch (thrown) {
    return { value: null, failure: sentence(thrown) };
  }
}

const counters = { shared: 0, queue: 0, conflicts: 0 };

/** Answers of an earlier question are out of date, and left alone. */
async function latest<T>(name: keyof typeof counters, asking: Promise<T>): Promise<Asked<T> | null> {
  counters[name] += 1;
  const number = counters[name];
  const answer = await asked(asking);
  return number === counters[name] ? answer : null;
}

/** Changes something, then runs what reads it again. Says whether it was done. */
function changing(part: Part, change: (context: Context) => Promise<unknown>): Thunk<boolean> {
  return async (context) => {
    context.dispatch({ type: 'BEGAN', part });
    try {
      await change(context);
      context.dispatch({ type: 'ENDED' });
      return true;
    } catch (thrown) {
      context.dispatch({ type: 'REFUSED', part, message: sentence(thrown) });
      return false;
    }
  };
}

const actions = {
  lookAtShared:
    (query: LeaderboardQuery): Thunk =>
    async ({ dispatch }) => {
      const answer = await latest('shared', api.readShared(query));
      if (answer !== null) dispatch({ type: 'SHARED', answer });
    },
  lookAtQueue:
    (view: SandboxView): Thunk =>
    async ({ dispatch }) => {
      const answer = await latest('queue', api.readQueue(view));
      if (answer !== null) dispatch({ type: 'QUEUED', answer });
    },
  lookAtConflicts:
    (view: ConflictsView): Thunk =>
    async ({ dispatch }) => {
      const answer = await latest('conflicts', api.readConflicts(view));
      if (answer !== null) dispatch({ type: 'DISPUTED', answer });
    },
  lookAtTesters:
    (): Thunk =>
    async ({ dispatch }) => {
      dispatch({ type: 'LISTED', answer: await asked(api.readTesters()) });
    },
  ask: (...given: Parameters<typeof api.askForSandbox>) =>
    changing('queue', () => api.askForSandbox(...given)),
  vote: (...given: Parameters<typeof api.vote>) => changing('queue', () => api.vote(...given)),
  claim: (...given: Parameters<typeof api.claim>) => changing('queue', () => api.claim(...given)),
  release: (...given: Parameters<typeof api.release>) => changing('queue', () => api.release(...given)),
  report: (...given: Parameters<typeof api.reportConflict>) =>
    changing('conflicts', () => api.reportConflict(...given)),
  resolve: (...given: Parameters<typeof api.resolveConflict>) =>
    changing('conflicts', () => api.resolveConflict(...given)),
  invite: (...given: Parameters<typeof api.inviteTester>) =>
    changing('testers', async ({ dispatch }) => {
      dispatch({ type: 'INVITED', invited: await api.inviteTester(...given) });
    }),
  revoke: (...given: Parameters<typeof api.revokeTester>) =>
    changing('testers', () => api.revokeTester(...given)),
  /** Puts a new key away: it is shown nowhere again. */
  putAway: (): Action => ({ type: 'INVITED', invited: null }),
};

const selectors = {
  getShared: (state: State) => state.shared,
  getQueue: (state: State) => state.queue,
  getConflicts: (state: State) => state.conflicts,
  getTesters: (state: State) => state.testers,
  getBusy: (state: State) => state.busy,
  getRefusal: (state: State, part: Part) => state.refused[part] ?? null,
  getInvited: (state: State) => state.invited,
  /** How many parts of the screen, from above, know what they show or why not. */
  getPartsAnswered: ({ shared, queue, conflicts, testers }: State) => {
    const parts = [shared, queue, conflicts, testers];
    const waiting = parts.findIndex(({ value, failure }) => value === null && failure === null);
    return waiting === -1 ? parts.length : waiting;
  },
};

export const leaderboardStore = createReduxStore('dynamic-cache/leaderboard', {
  reducer: reduce,
  actions,
  selectors,
});

register(leaderboardStore);
