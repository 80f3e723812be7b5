/** After a change: says what was done, and reads the part again. */
import { useDispatch } from '@wordpress/data';
import { store as notices } from '@wordpress/notices';

/** What a button does with the promise of a change. Resolves to whether it was made. */
export type Done = (change: Promise<boolean>, said: string) => Promise<boolean>;

export function useDone(look: () => void): Done {
  const { createSuccessNotice } = useDispatch(notices);
  return async (change, said) => {
    const isDone = await change;
    if (isDone) createSuccessNotice(said, { type: 'snackbar' });
    // After a refusal too: what is shown may be what somebody else has changed.
    look();
    return isDone;
  };
}
