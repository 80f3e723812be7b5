/** What the settings screen remembers, and how each event changes it. Pure. */
import type { SettingsAnswer } from '@dynamic-cache/contracts/plugin-api';
import { type Complaint, changedPaths, type Edits, isSame, type Json, without } from './settings-form.ts';

export type State = {
  /** What the site last said; edits are made from it. */
  saved: SettingsAnswer | null;
  /** Why the settings could not be read. */
  failure: string | null;
  edits: Edits;
  /** Settings that the person has left, or tried to save: only there it is time to complain. */
  left: readonly string[];
  /** What the site refused; gone when the setting is edited. */
  refused: readonly Complaint[];
  busy: 'saving' | 'checking' | null;
  /** Why the last save is not done; `unknown` when the site could not even be asked whether it is. */
  trouble: { isKnown: boolean; message: string } | null;
  /** What somebody else saved meanwhile. */
  theirs: SettingsAnswer | null;
  /** The setting that wants the focus; every request for it is an object of its own. */
  focus: { path: string } | null;
};

export type Action =
  | { type: 'READ'; answer: SettingsAnswer }
  | { type: 'UNREAD'; message: string }
  | { type: 'EDIT'; path: string; value: Json }
  | { type: 'EDITS'; edits: Edits }
  | { type: 'UNDO'; path: string }
  | { type: 'DISCARD' }
  | { type: 'LEFT'; paths: readonly string[] }
  | { type: 'FOCUS'; path: string | null }
  | { type: 'SAVING' }
  | { type: 'CHECKING' }
  | { type: 'SAVED'; answer: SettingsAnswer; sent: Edits }
  | { type: 'REFUSED'; complaints: readonly Complaint[] }
  | { type: 'TROUBLE'; isKnown: boolean; message: string }
  | { type: 'CONFLICT'; theirs: SettingsAnswer }
  | { type: 'REBASE'; edits: Edits };

export const EMPTY: State = {
  saved: null,
  failure: null,
  edits: {},
  left: [],
  refused: [],
  busy: null,
  trouble: null,
  theirs: null,
  focus: null,
};

/** The state after an event. */
export function reduce(state: State = EMPTY, action: Action): State {
  switch (action.type) {
    case 'READ':
      return { ...state, saved: action.answer, failure: null };
    case 'UNREAD':
      return { ...state, failure: action.message };
    case 'FOCUS':
      return { ...state, focus: action.path === null ? null : { path: action.path } };
    case 'LEFT':
      return { ...state, left: [...new Set([...state.left, ...action.paths])] };
    case 'EDIT':
    case 'EDITS':
    case 'UNDO':
    case 'DISCARD':
      return afterEditing(state, action);
    default:
      return afterSaving(state, action);
  }
}

type Editing = Extract<Action, { type: 'EDIT' | 'EDITS' | 'UNDO' | 'DISCARD' }>;

function afterEditing(state: State, action: Editing): State {
  switch (action.type) {
    case 'EDIT':
      return {
        ...state,
        edits: { ...state.edits, [action.path]: action.value },
        refused: state.refused.filter(({ path }) => path !== action.path),
      };
    case 'EDITS': {
      const edits = { ...state.edits, ...action.edits };
      const left = state.saved === null ? [] : changedPaths(state.saved.settings, edits);
      return { ...state, edits, left, refused: [] };
    }
    case 'UNDO':
      return {
        ...state,
        edits: without(state.edits, [action.path]),
        left: state.left.filter((path) => path !== action.path),
        refused: state.refused.filter(({ path }) => path !== action.path),
      };
    case 'DISCARD':
      return { ...EMPTY, saved: state.saved };
  }
}

function afterSaving(state: State, action: Exclude<Action, Editing>): State {
  switch (action.type) {
    case 'SAVING':
      return { ...state, busy: 'saving', trouble: null, refused: [] };
    case 'CHECKING':
      return { ...state, busy: 'checking', trouble: null };
    case 'SAVED':
      return {
        ...EMPTY,
        saved: action.answer,
        // What was typed while the answer was under way is not saved yet.
        edits: Object.fromEntries(
          Object.entries(state.edits).filter(([path, value]) => !isSame(value, action.sent[path])),
        ),
      };
    case 'REFUSED':
      return {
        ...state,
        busy: null,
        refused: action.complaints,
        left: action.complaints.map(({ path }) => path),
      };
    case 'TROUBLE':
      return { ...state, busy: null, trouble: { isKnown: action.isKnown, message: action.message } };
    case 'CONFLICT':
      return { ...state, busy: null, theirs: action.theirs };
    case 'REBASE':
      return { ...state, saved: state.theirs ?? state.saved, theirs: null, edits: action.edits };
    default:
      return state;
  }
}
