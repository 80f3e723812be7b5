/** Stays at the edge of the window as long as something is unsaved: how much, what saving will do, and the two ways. */
import { Button } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { announce } from '../../store/settings-announcements.ts';
import { makesPagesCold } from '../../store/settings-form.ts';
import { useChanged, useForm, useFormActions } from './useForm.ts';

export function SaveBar() {
  const { saved, busy, edits } = useForm();
  const { discard, loadEdits } = useFormActions();
  const changed = useChanged();
  if (saved === null || (changed.length === 0 && busy === null)) return null;
  const isCold = saved.settings.enabled && makesPagesCold(changed);
  const giveUp = () => {
    discard();
    announce(__('Changes discarded.', 'ai-wp-dynamic-cache'), [
      { label: __('Bring them back', 'ai-wp-dynamic-cache'), onClick: () => loadEdits(edits) },
    ]);
  };
  return (
    <section className="dynamic-cache-save" aria-label={__('Unsaved changes', 'ai-wp-dynamic-cache')}>
      <p role="status">
        <strong>
          {sprintf(
            /* translators: %d: number of settings */
            _n('%d unsaved change.', '%d unsaved changes.', changed.length, 'ai-wp-dynamic-cache'),
            changed.length,
          )}
        </strong>{' '}
        {isCold &&
          __(
            'Once saved, all stored pages are rendered anew, each at its next visit.',
            'ai-wp-dynamic-cache',
          )}
      </p>
      <div className="dynamic-cache-save__ways">
        <Button __next40pxDefaultSize variant="tertiary" disabled={busy !== null} onClick={giveUp}>
          {__('Discard', 'ai-wp-dynamic-cache')}
        </Button>
        <Button
          __next40pxDefaultSize
          variant="primary"
          type="submit"
          isBusy={busy !== null}
          disabled={busy !== null}
          accessibleWhenDisabled
        >
          {busy === null ? __('Save', 'ai-wp-dynamic-cache') : busyWord(busy)}
        </Button>
      </div>
    </section>
  );
}

function busyWord(busy: 'saving' | 'checking'): string {
  return busy === 'saving'
    ? __('Saving…', 'ai-wp-dynamic-cache')
    : __('Looking whether it was saved…', 'ai-wp-dynamic-cache');
}
