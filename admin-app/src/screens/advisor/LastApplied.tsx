/** What was applied last, with the way back; and what was refused. */
import { Button, Notice } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { store as notices } from '@wordpress/notices';
import { moment } from '../../components/format.ts';
import { advisorStore } from '../../store/advisor.ts';
import { siteStore } from '../../store/site.ts';
import { changeSentence } from './words.ts';

export function LastApplied({ then }: { then: () => void }) {
  const { applied, refusal } = useSelect((select) => {
    const advisor = select(advisorStore);
    return { applied: advisor.getApplied(), refusal: advisor.getRefusal() };
  }, []);
  return (
    <>
      {refusal !== null && (
        <Notice status="error" isDismissible={false}>
          {refusal}
        </Notice>
      )}
      {applied !== null && (
        <Notice status="info" isDismissible={false}>
          <p>
            {/* translators: %s: date and time */}
            <strong>{sprintf(__('Applied %s:', 'ai-wp-dynamic-cache'), moment(applied.at))}</strong>{' '}
            {applied.changes.map(changeSentence).join(' ')}
          </p>
          <Undo then={then} />
        </Notice>
      )}
    </>
  );
}

function Undo({ then }: { then: () => void }) {
  const busy = useSelect((select) => select(advisorStore).getBusy(), []);
  const { undo } = useDispatch(advisorStore);
  const { createSuccessNotice } = useDispatch(notices);
  const { refresh } = useDispatch(siteStore);
  const takeBack = async () => {
    if (await undo()) {
      createSuccessNotice(
        __(
          'Taken back. What somebody has set to something else since stays as it is.',
          'ai-wp-dynamic-cache',
        ),
        { type: 'snackbar' },
      );
      refresh();
    }
    then();
  };
  return (
    <Button
      __next40pxDefaultSize
      variant="secondary"
      isBusy={busy === 'undo'}
      disabled={busy !== null}
      accessibleWhenDisabled
      onClick={takeBack}
    >
      {__('Undo', 'ai-wp-dynamic-cache')}
    </Button>
  );
}
