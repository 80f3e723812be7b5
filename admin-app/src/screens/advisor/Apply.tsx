/** One suggestion put into the settings, when a person says so. */
import type { AdvisedChange } from '@dynamic-cache/contracts/advisor';
import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import { store as notices } from '@wordpress/notices';
import { advisorStore } from '../../store/advisor.ts';
import { keyOf } from '../../store/advisor-state.ts';
import { siteStore } from '../../store/site.ts';
import { changeSentence } from './words.ts';

type Props = {
  change: AdvisedChange;
  /** What it is about, for who hears the buttons without what is around them. */
  name: string;
  /** Of the settings that it was suggested for. */
  revision: string;
  then: () => void;
};

export function Apply({ change, name, revision, then }: Props) {
  const { busy, isInUse } = useSelect(
    (select) => ({
      busy: select(advisorStore).getBusy(),
      isInUse: select(advisorStore).isInUse(change),
    }),
    [change],
  );
  const { apply } = useDispatch(advisorStore);
  const { createSuccessNotice } = useDispatch(notices);
  const { refresh } = useDispatch(siteStore);
  const put = async () => {
    if (await apply(revision, change)) {
      createSuccessNotice(__('The suggestion is in use.', 'ai-wp-dynamic-cache'), { type: 'snackbar' });
      refresh();
    }
    then();
  };
  return (
    <div className="dynamic-cache-suggestion__apply">
      <span>{changeSentence(change)}</span>
      {isInUse ? (
        <em>{__('In use', 'ai-wp-dynamic-cache')}</em>
      ) : (
        <Button
          __next40pxDefaultSize
          variant="secondary"
          isBusy={busy === keyOf(change)}
          disabled={busy !== null}
          accessibleWhenDisabled
          onClick={put}
          /* translators: %s: a setting or a path */
          aria-label={sprintf(__('Apply: %s', 'ai-wp-dynamic-cache'), name)}
        >
          {__('Apply', 'ai-wp-dynamic-cache')}
        </Button>
      )}
    </div>
  );
}
