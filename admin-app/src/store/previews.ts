/** What patterns would match on this site: asked once each, one after the other, as long as somebody looks. */
import { PatternPreview, type PatternPreviewAnswer } from '@dynamic-cache/contracts/findings';
import { createReduxStore, register } from '@wordpress/data';
import { UnableToReachSite } from '../api/request.ts';
import { previewPattern } from '../api/settings.ts';

export type Preview = { value: PatternPreviewAnswer | null; failure: string | null };
/** By field, then by pattern. */
type State = Readonly<Record<string, Readonly<Record<string, Preview>>>>;
type Action = { type: 'LOOKED'; field: string; pattern: string; preview: Preview };
type Thunk = (context: {
  dispatch: (action: Action) => void;
  select: { getPreviews: (field: string) => Readonly<Record<string, Preview>> };
}) => Promise<void>;

const NONE: Readonly<Record<string, Preview>> = {};
/** While somebody types, only the last state of the list is worth asking for. */
const PAUSE_MS = 400;
let latest = 0;

function reduce(state: State = {}, action: Action): State {
  if (action.type !== 'LOOKED') return state;
  return { ...state, [action.field]: { ...state[action.field], [action.pattern]: action.preview } };
}

/** Asks for every pattern of a list that has no answer yet. A later call takes the place of this one. */
const look =
  (field: string, patterns: readonly string[]): Thunk =>
  async ({ dispatch, select }) => {
    const turn = ++latest;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    for (const pattern of patterns) {
      if (turn !== latest) return;
      const known = select.getPreviews(field)[pattern];
      const asked = PatternPreview.safeParse({ field, pattern });
      if (known?.value != null || !asked.success) continue;
      dispatch({ type: 'LOOKED', field, pattern, preview: await ask(asked.data) });
    }
  };

async function ask(asked: PatternPreview): Promise<Preview> {
  try {
    return { value: await previewPattern(asked), failure: null };
  } catch (thrown) {
    const failure = thrown instanceof UnableToReachSite ? thrown.message : String(thrown);
    return { value: null, failure };
  }
}

export const previewStore = createReduxStore('dynamic-cache/previews', {
  reducer: reduce,
  actions: { look },
  selectors: { getPreviews: (state: State, field: string) => state[field] ?? NONE },
});

register(previewStore);
