/** Nobody loses edits by leaving: asks before another screen is shown, and lets the browser ask before the page goes. */
import { useEffect } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { guardLeaving } from '../../navigation.ts';

export function useLeaving(hasChanges: boolean, discard: () => void): void {
  useEffect(() => {
    if (!hasChanges) return;
    const question = __('Leave this screen? Your changes are not saved.', 'ai-wp-dynamic-cache');
    const unguard = guardLeaving((to) => {
      if (to === 'settings') return true;
      const isLeaving = window.confirm(question);
      if (isLeaving) discard();
      return isLeaving;
    });
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', beforeUnload);
    return () => {
      unguard();
      window.removeEventListener('beforeunload', beforeUnload);
    };
  }, [hasChanges, discard]);
}
