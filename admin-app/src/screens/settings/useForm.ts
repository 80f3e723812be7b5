/** The form as the parts of this screen need it: the store's state, and what follows from it. */
import { useDispatch, useSelect } from '@wordpress/data';
import { useMemo } from '@wordpress/element';
import { settingsStore } from '../../store/settings.ts';
import { type Complaint, changedPaths, complaintsOf } from '../../store/settings-form.ts';
import type { State } from '../../store/settings-state.ts';

/** What the store remembers of the form. */
export function useForm(): State {
  return useSelect((select) => select(settingsStore).getForm(), []);
}

/** What can be done with the form. */
export function useFormActions() {
  return useDispatch(settingsStore);
}

/** Paths of the settings with unsaved changes. */
export function useChanged(): string[] {
  const { saved, edits } = useForm();
  return useMemo(() => (saved === null ? [] : changedPaths(saved.settings, edits)), [saved, edits]);
}

/** What is wrong where the person has been already. */
export function useComplaints(): Complaint[] {
  const { saved, edits, left, refused } = useForm();
  return useMemo(() => {
    const ours = saved === null ? [] : complaintsOf(saved.settings, edits);
    return [...ours.filter(({ path }) => left.includes(path)), ...refused];
  }, [saved, edits, left, refused]);
}
