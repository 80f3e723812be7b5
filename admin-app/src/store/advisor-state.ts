/** What is known of the advisor's answers, and how it changes. Pure. */
import type {
  AdviceAnswer,
  AdviceApplied,
  AdviceKind,
  AdvicePreview,
  AdviceSaved,
  AdvisedChange,
} from '@dynamic-cache/contracts/advisor';

export type Asked<T> = { value: T | null; failure: string | null };
export type Advised = Asked<AdviceAnswer> & {
  /** Who is being asked; null when nobody is. */
  asking: 'rules' | 'ai' | null;
};

export type State = {
  answers: Readonly<Partial<Record<AdviceKind, Advised>>>;
  previews: Readonly<Partial<Record<AdviceKind, Asked<AdvicePreview>>>>;
  /** Of the settings, as last heard. */
  revision: string;
  /** What *undo* would take back. */
  applied: AdviceApplied | null;
  /** Changes that were applied since this screen was opened, as `keyOf` names them. */
  inUse: readonly string[];
  /** The change that is being applied, or `undo`. */
  busy: string | null;
  /** How often settings were changed from here. */
  saves: number;
  refusal: string | null;
};

export type Action =
  | { type: 'ASKED'; kind: AdviceKind; source: 'rules' | 'ai' }
  /** `saves` of the moment when it was asked. */
  | { type: 'ADVISED'; kind: AdviceKind; answer: AdviceAnswer; saves: number }
  | { type: 'UNADVISED'; kind: AdviceKind; message: string }
  | { type: 'PREVIEWED'; kind: AdviceKind; preview: Asked<AdvicePreview> }
  | { type: 'BEGAN'; work: string }
  | { type: 'SAVED'; used: string; saved: AdviceSaved; isUndo: boolean }
  | { type: 'REFUSED'; message: string };

export const NOBODY: Advised = { value: null, failure: null, asking: null };
export const EMPTY: State = {
  answers: {},
  previews: {},
  revision: '',
  applied: null,
  inUse: [],
  busy: null,
  saves: 0,
  refusal: null,
};

/** A change by what it sets: the same one from the rules and from the AI is one. */
export const keyOf = ({ setting, to }: AdvisedChange) => `${setting}=${to}`;

const withAnswer = (state: State, kind: AdviceKind, change: Partial<Advised>): State => ({
  ...state,
  answers: { ...state.answers, [kind]: { ...NOBODY, ...state.answers[kind], ...change } },
});

/** Suggestions that knew everything but this change are still about the settings as they are now. */
function carriedOver(answers: State['answers'], used: string, revision: string): State['answers'] {
  return Object.fromEntries(
    Object.entries(answers).map(([kind, advised]) => [
      kind,
      advised.value?.revision === used ? { ...advised, value: { ...advised.value, revision } } : advised,
    ]),
  );
}

function saved(state: State, { used, saved: { revision, applied, changed }, isUndo }: Saved): State {
  const keys = changed.map(keyOf);
  const others = state.inUse.filter((key) => !keys.includes(key));
  return {
    ...state,
    answers: carriedOver(state.answers, used, revision),
    revision,
    applied,
    saves: state.saves + 1,
    inUse: isUndo ? others : [...others, ...keys],
    busy: null,
  };
}
type Saved = Extract<Action, { type: 'SAVED' }>;

export function reduce(state: State = EMPTY, action: Action): State {
  switch (action.type) {
    case 'ASKED':
      return withAnswer(state, action.kind, { asking: action.source, failure: null });
    case 'ADVISED': {
      const { answer } = action;
      // A slow answer tells of the settings from before what was applied meanwhile.
      const isOld = action.saves < state.saves;
      const known = isOld ? state : { ...state, revision: answer.revision, applied: answer.applied };
      return withAnswer(known, action.kind, { value: answer, failure: null, asking: null });
    }
    case 'UNADVISED':
      return withAnswer(state, action.kind, { failure: action.message, asking: null });
    case 'PREVIEWED':
      return { ...state, previews: { ...state.previews, [action.kind]: action.preview } };
    case 'BEGAN':
      return { ...state, busy: action.work, refusal: null };
    case 'SAVED':
      return saved(state, action);
    case 'REFUSED':
      return { ...state, busy: null, refusal: action.message };
    default:
      return state;
  }
}
