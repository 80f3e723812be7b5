/**
 * The store of how a person likes to see the list of pages. Kept with the account (user meta, Admin/PagesView.php), so
 * that it is the same in every browser. Not worth a complaint where it cannot be read or written.
 */
import { createReduxStore, register } from '@wordpress/data';
import { z } from 'zod';
import { readKeptView, saveKeptView } from '../api/kept-view.ts';

export const KeptView = z.object({
  fields: z.array(z.string()),
  per_page: z.int().min(1).max(100),
  orderby: z.string(),
  order: z.enum(['asc', 'desc']),
});
export type KeptView = z.infer<typeof KeptView>;

type State = { kept: KeptView | null };
type Action = { type: 'KEPT'; kept: KeptView };
type Thunk = (context: { dispatch: (action: Action) => void }) => Promise<void>;

const reduce = (state: State = { kept: null }, action: Action): State =>
  action.type === 'KEPT' ? { kept: action.kept } : state;

const actions = {
  keep:
    (kept: KeptView): Thunk =>
    async ({ dispatch }) => {
      dispatch({ type: 'KEPT', kept });
      await saveKeptView(kept).catch(() => undefined);
    },
};

const selectors = { getKept: (state: State) => state.kept };

const resolvers = {
  getKept:
    (): Thunk =>
    async ({ dispatch }) => {
      const parsed = KeptView.safeParse(await readKeptView().catch(() => null));
      if (parsed.success) dispatch({ type: 'KEPT', kept: parsed.data });
    },
};

export const keptViewStore = createReduxStore('dynamic-cache/kept-view', {
  reducer: reduce,
  actions,
  selectors,
  resolvers,
});

register(keptViewStore);
