/** The last test of each connection, made with settings that need not be saved. */
import type { SettingsTestAnswer, TestSubject } from '@dynamic-cache/contracts/findings';
import { createReduxStore, register } from '@wordpress/data';
import { UnableToReachSite } from '../api/request.ts';
import { testSettings } from '../api/settings.ts';
import type { Json } from './settings-form.ts';

export type ConnectionTest = { isRunning: boolean; value: SettingsTestAnswer | null; failure: string | null };
type State = Readonly<Partial<Record<TestSubject, ConnectionTest>>>;
type Action = { type: 'TESTED'; what: TestSubject; test: ConnectionTest };
type Thunk = (context: { dispatch: (action: Action) => void }) => Promise<void>;

function reduce(state: State = {}, action: Action): State {
  return action.type === 'TESTED' ? { ...state, [action.what]: action.test } : state;
}

/** Tries a connection. The last result goes: it was made with other settings. */
const run =
  (what: TestSubject, settings: Record<string, Json>): Thunk =>
  async ({ dispatch }) => {
    const say = (test: ConnectionTest) => dispatch({ type: 'TESTED', what, test });
    say({ isRunning: true, value: null, failure: null });
    try {
      say({ isRunning: false, value: await testSettings(what, settings), failure: null });
    } catch (thrown) {
      const failure = thrown instanceof UnableToReachSite ? thrown.message : String(thrown);
      say({ isRunning: false, value: null, failure });
    }
  };

export const connectionTestStore = createReduxStore('dynamic-cache/connection-tests', {
  reducer: reduce,
  actions: { run },
  selectors: { getTest: (state: State, what: TestSubject) => state[what] ?? null },
});

register(connectionTestStore);
