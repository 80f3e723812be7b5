/** The store of the advisor: what it suggests, what would be sent to an AI, and what was applied of it. */
import {
  type AdviceKind,
  type AdviceQuery,
  type AdvisedChange,
  AdviceKind as Kinds,
} from '@dynamic-cache/contracts/advisor';
import { createReduxStore, register } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { applyAdvice, previewAdvice, readAdvice, undoAdvice } from '../api/advisor.ts';
import { UnableToReachSite } from '../api/request.ts';
import { type Action, keyOf, NOBODY, reduce, type State } from './advisor-state.ts';

type Context = { dispatch: (action: Action) => void; select: { getAll: () => State } };
type Thunk<T = void> = (context: Context) => Promise<T>;

const NOTHING = { value: null, failure: null };

/** Of every kind the last question, with its budget: after a change the rules are asked it again. */
const last = new Map<AdviceKind, { number: number; asked: AdviceQuery }>();

function sentence(thrown: unknown): string {
  if (!(thrown instanceof UnableToReachSite)) return String(thrown);
  switch (thrown.code) {
    case 'revision_conflict':
      return __(
        'Somebody has changed the settings meanwhile, so nothing was set. The rules have looked again; an AI has to be asked again.',
        'ai-wp-dynamic-cache',
      );
    case 'nothing_to_undo':
      return __('There is nothing left to undo.', 'ai-wp-dynamic-cache');
    default:
      return thrown.message;
  }
}

async function ask({ dispatch, select }: Context, kind: AdviceKind, asked: AdviceQuery): Promise<void> {
  const number = (last.get(kind)?.number ?? 0) + 1;
  last.set(kind, { number, asked });
  const isLatest = () => last.get(kind)?.number === number;
  const { saves } = select.getAll();
  dispatch({ type: 'ASKED', kind, source: asked.source ?? 'rules' });
  try {
    const answer = await readAdvice(kind, asked);
    if (isLatest()) dispatch({ type: 'ADVISED', kind, answer, saves });
  } catch (thrown) {
    if (isLatest()) dispatch({ type: 'UNADVISED', kind, message: sentence(thrown) });
  }
}

/** What the rules say of the settings as they are now. An answer of the AI was paid for, and stays. */
async function lookAgain(context: Context): Promise<void> {
  const { answers } = context.select.getAll();
  const ofRules = Kinds.options.filter((kind) => answers[kind]?.value?.ai === null);
  await Promise.all(ofRules.map((kind) => ask(context, kind, { ...last.get(kind)?.asked, source: 'rules' })));
}

/** Changes settings against the revision that the suggestion was made for. Says whether it was done. */
function changing(work: string, used: string, isUndo: boolean, change: Change): Thunk<boolean> {
  return async (context) => {
    context.dispatch({ type: 'BEGAN', work });
    try {
      context.dispatch({ type: 'SAVED', used, saved: await change(used), isUndo });
      await lookAgain(context);
      return true;
    } catch (thrown) {
      context.dispatch({ type: 'REFUSED', message: sentence(thrown) });
      await lookAgain(context);
      return false;
    }
  };
}
type Change = (revision: string) => ReturnType<typeof undoAdvice>;

const actions = {
  look:
    (kind: AdviceKind, asked: Omit<AdviceQuery, 'source'> = {}): Thunk =>
    (context) =>
      ask(context, kind, { ...asked, source: 'rules' }),
  /** The site sends what `preview` shows to the provider of its owner, and pays for it. */
  askAi:
    (kind: AdviceKind, asked: Omit<AdviceQuery, 'source'> = {}): Thunk =>
    (context) =>
      ask(context, kind, { ...asked, source: 'ai' }),
  preview:
    (kind: AdviceKind, asked: Omit<AdviceQuery, 'source'> = {}): Thunk =>
    async ({ dispatch }) => {
      dispatch({ type: 'PREVIEWED', kind, preview: NOTHING });
      try {
        const value = await previewAdvice(kind, asked);
        dispatch({ type: 'PREVIEWED', kind, preview: { value, failure: null } });
      } catch (thrown) {
        dispatch({ type: 'PREVIEWED', kind, preview: { value: null, failure: sentence(thrown) } });
      }
    },
  apply: (revision: string, change: AdvisedChange) =>
    changing(keyOf(change), revision, false, (used) =>
      applyAdvice(used, { changes: [{ setting: change.setting, value: change.to }] }),
    ),
  undo: (): Thunk<boolean> => (context) =>
    changing('undo', context.select.getAll().revision, true, undoAdvice)(context),
};

const selectors = {
  getAll: (state: State) => state,
  getAdvice: (state: State, kind: AdviceKind) => state.answers[kind] ?? NOBODY,
  getPreview: (state: State, kind: AdviceKind) => state.previews[kind] ?? NOTHING,
  getApplied: (state: State) => state.applied,
  isInUse: (state: State, change: AdvisedChange) => state.inUse.includes(keyOf(change)),
  getBusy: (state: State) => state.busy,
  getRefusal: (state: State) => state.refusal,
};

export const advisorStore = createReduxStore('dynamic-cache/advisor', {
  reducer: reduce,
  actions,
  selectors,
});

register(advisorStore);
