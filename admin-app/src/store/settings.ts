/** The store of the settings screen: reads, edits, saves, and finds out what became of a save whose answer was lost. */
import type { SettingsAnswer } from '@dynamic-cache/contracts/plugin-api';
import { createReduxStore, register } from '@wordpress/data';
import { UnableToReachSite } from '../api/request.ts';
import { readCurrentSettings } from '../api/settings.ts';
import { changeSettings } from '../api/site.ts';
import { announce, LATE, NOT_SAVED, SAVED } from './settings-announcements.ts';
import {
  changedPaths,
  complaintsOf,
  differences,
  type Edits,
  type Json,
  patchOf,
  valueAt,
  without,
} from './settings-form.ts';
import { type Action, reduce, type State } from './settings-state.ts';

type Context = {
  dispatch: (action: Action | Thunk) => Promise<void> | Action;
  select: { getForm: () => State };
};
type Thunk = (context: Context) => Promise<void>;

/** Reads the settings. Edits stay; where somebody else changed the same setting, the next save will tell. */
const load =
  (): Thunk =>
  async ({ dispatch, select }) => {
    try {
      const answer = await readCurrentSettings();
      const { saved, edits } = select.getForm();
      // Under edits the revision stays that of what they were made from, so that nobody is overwritten unawares.
      const isUntouched = saved === null || changedPaths(saved.settings, edits).length === 0;
      if (isUntouched) dispatch({ type: 'READ', answer });
    } catch (thrown) {
      dispatch({ type: 'UNREAD', message: sentence(thrown) });
    }
  };

const save =
  (): Thunk =>
  async ({ dispatch, select }) => {
    const { saved, edits, busy } = select.getForm();
    if (saved === null || busy !== null) return;
    const wrong = complaintsOf(saved.settings, edits);
    if (wrong[0] !== undefined) {
      dispatch({ type: 'LEFT', paths: wrong.map(({ path }) => path) });
      dispatch({ type: 'FOCUS', path: wrong[0].path });
      return;
    }
    dispatch({ type: 'SAVING' });
    try {
      const answer = await changeSettings(saved.revision, patchOf(saved.settings, edits));
      dispatch({ type: 'SAVED', answer, sent: edits });
      announce(SAVED());
    } catch (thrown) {
      await dispatch(afterFailure(thrown, edits));
    }
  };

/** What a failed save means: refused here and there, overtaken by somebody else, or nobody knows. */
const afterFailure =
  (thrown: unknown, sent: Edits): Thunk =>
  async ({ dispatch }) => {
    if (!(thrown instanceof UnableToReachSite) || !thrown.isRefusal) {
      await dispatch(findOut(sent));
    } else if (thrown.code === 'revision_conflict') {
      try {
        dispatch({ type: 'CONFLICT', theirs: await readCurrentSettings() });
      } catch (unread) {
        dispatch({ type: 'TROUBLE', isKnown: true, message: sentence(unread) });
      }
    } else if (thrown.details.length > 0) {
      const complaints = thrown.details.map(({ path, message }) => ({
        path: ownerOf(path, sent),
        by: 'site' as const,
        message,
      }));
      dispatch({ type: 'REFUSED', complaints });
      dispatch({ type: 'FOCUS', path: complaints[0]?.path ?? null });
    } else {
      dispatch({ type: 'TROUBLE', isKnown: true, message: sentence(thrown) });
    }
  };

/** The edited setting that a path of the site lies in: `exclude.paths` for `exclude.paths.3`. */
function ownerOf(path: string, edits: Edits): string {
  return Object.keys(edits).find((edit) => path === edit || path.startsWith(`${edit}.`)) ?? path;
}

/** The connection was lost while saving: asks the site what it has now, and says nothing that it did not hear. */
const findOut =
  (sent: Edits): Thunk =>
  async ({ dispatch, select }) => {
    dispatch({ type: 'CHECKING' });
    try {
      const answer = await readCurrentSettings();
      const { saved } = select.getForm();
      if (saved !== null && answer.revision === saved.revision) {
        dispatch({ type: 'TROUBLE', isKnown: true, message: NOT_SAVED() });
      } else if (saved !== null && hasArrived(saved, answer, sent)) {
        dispatch({ type: 'SAVED', answer, sent });
        announce(LATE());
      } else {
        dispatch({ type: 'CONFLICT', theirs: answer });
      }
    } catch (thrown) {
      dispatch({ type: 'TROUBLE', isKnown: false, message: sentence(thrown) });
    }
  };

/** Whether a state of the site has everything that was sent. A secret shows no more than its end; the rest must do. */
function hasArrived(saved: SettingsAnswer, now: SettingsAnswer, sent: Edits): boolean {
  return changedPaths(saved.settings, sent).every((path) => {
    const value = valueAt(now.settings, path);
    const isMasked = typeof value === 'string' && value.startsWith('••••');
    return isMasked || changedPaths(now.settings, { [path]: sent[path] ?? null }).length === 0;
  });
}

/** After a conflict: my edits on top of what somebody else saved. */
const keepMine =
  (): Thunk =>
  async ({ dispatch, select }) => {
    dispatch({ type: 'REBASE', edits: select.getForm().edits });
    await dispatch(save());
  };

/** After a conflict: where both changed a setting theirs counts; my other edits stay, unsaved. */
const takeTheirs =
  (): Thunk =>
  async ({ dispatch, select }) => {
    const { saved, theirs, edits } = select.getForm();
    if (saved === null || theirs === null) return;
    dispatch({ type: 'REBASE', edits: without(edits, differences(saved.settings, theirs.settings)) });
  };

const actions = {
  load,
  save,
  keepMine,
  takeTheirs,
  findOut:
    (): Thunk =>
    async ({ dispatch, select }) => {
      await dispatch(findOut(select.getForm().edits));
    },
  edit: (path: string, value: Json): Action => ({ type: 'EDIT', path, value }),
  loadEdits: (edits: Edits): Action => ({ type: 'EDITS', edits }),
  undo: (path: string): Action => ({ type: 'UNDO', path }),
  discard: (): Action => ({ type: 'DISCARD' }),
  leave: (path: string): Action => ({ type: 'LEFT', paths: [path] }),
  focusOn: (path: string | null): Action => ({ type: 'FOCUS', path }),
};

function sentence(thrown: unknown): string {
  return thrown instanceof UnableToReachSite ? thrown.message : String(thrown);
}

export const settingsStore = createReduxStore('dynamic-cache/settings', {
  reducer: reduce,
  actions,
  selectors: { getForm: (state: State) => state },
});

register(settingsStore);
