/** The post in the editor: which it is, whether visitors can see it, and each time that it has been saved. */
import { useSelect } from '@wordpress/data';
import { store as editorStore } from '@wordpress/editor';
import { useEffect, useRef } from '@wordpress/element';

/** `new`: never saved. Everything but `publish` has no page that visitors can ask for. */
export type EditedPost = { id: number | null; status: string };

export function useEditedPost(): EditedPost {
  return useSelect((select) => {
    const editor = select(editorStore);
    const id = editor.getCurrentPostId();
    const status = editor.getCurrentPostAttribute('status');
    return {
      id: typeof id === 'number' ? id : null,
      status: typeof status === 'string' ? status : 'new',
    };
  }, []);
}

/** Calls back when a save of the person is through; autosaves change nothing that visitors see. */
export function useAfterSave(callback: () => void): void {
  const isSaving = useSelect((select) => {
    const editor = select(editorStore);
    return editor.isSavingPost() && !editor.isAutosavingPost();
  }, []);
  const wasSaving = useRef(false);
  useEffect(() => {
    if (wasSaving.current && !isSaving) callback();
    wasSaving.current = isSaving;
  }, [isSaving, callback]);
}
