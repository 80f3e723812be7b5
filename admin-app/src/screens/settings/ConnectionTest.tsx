/** Tries a connection with the values of the form, saved or not, and shows what was found. */
import type { TestSubject } from '@dynamic-cache/contracts/findings';
import { Button, Notice } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { FindingList } from '../../components/FindingList.tsx';
import { connectionTestStore } from '../../store/connection-tests.ts';
import { complaintsOf, patchOf } from '../../store/settings-form.ts';
import { useForm, useFormActions } from './useForm.ts';

export function ConnectionTest({ what }: { what: TestSubject }) {
  const { saved, edits } = useForm();
  const { leave, focusOn } = useFormActions();
  const test = useSelect((select) => select(connectionTestStore).getTest(what), [what]);
  const { run } = useDispatch(connectionTestStore);
  const words = wordsOf(what);
  const isRunning = test?.isRunning === true;
  if (saved === null) return null;
  const start = () => {
    const wrong = complaintsOf(saved.settings, edits)[0];
    if (wrong === undefined) return run(what, patchOf(saved.settings, edits));
    leave(wrong.path);
    focusOn(wrong.path);
  };
  return (
    <div className="dynamic-cache-test">
      <Button
        __next40pxDefaultSize
        variant="secondary"
        isBusy={isRunning}
        disabled={isRunning}
        accessibleWhenDisabled
        onClick={start}
      >
        {words.button}
      </Button>
      <p className="description">{words.meaning}</p>
      <div role="status">
        {isRunning && <p>{__('Trying…', 'ai-wp-dynamic-cache')}</p>}
        {test?.value != null && <FindingList findings={test.value.findings} />}
      </div>
      {test?.failure != null && (
        <Notice status="error" isDismissible={false}>
          <p>{test.failure}</p>
        </Notice>
      )}
    </div>
  );
}

function wordsOf(what: TestSubject): { button: string; meaning: string } {
  switch (what) {
    case 'edge':
      return {
        button: __('Test the edge', 'ai-wp-dynamic-cache'),
        meaning: __('Asks the Worker with what stands above. Nothing is saved.', 'ai-wp-dynamic-cache'),
      };
    case 'zone':
      return {
        button: __('Test the zone', 'ai-wp-dynamic-cache'),
        meaning: __(
          'Asks Cloudflare to purge a tag that no page has, which proves token and zone. Nothing is saved.',
          'ai-wp-dynamic-cache',
        ),
      };
    case 'redis':
      return {
        button: __('Test Redis', 'ai-wp-dynamic-cache'),
        meaning: __('Connects with what stands above. Nothing is saved.', 'ai-wp-dynamic-cache'),
      };
    case 'ways-in':
      return {
        button: __('Test the ways in', 'ai-wp-dynamic-cache'),
        meaning: __(
          'Fetches the home page as a visitor would, and looks whether it came from the cache, and by which way.',
          'ai-wp-dynamic-cache',
        ),
      };
    case 'alerts':
      return {
        button: __('Send a test', 'ai-wp-dynamic-cache'),
        meaning: __(
          'Sends an alert that says it is a test, with what stands above. Nothing is saved.',
          'ai-wp-dynamic-cache',
        ),
      };
    default:
      return {
        button: __('Test loopback', 'ai-wp-dynamic-cache'),
        meaning: __(
          'Looks whether this host can ask its own pages, which warming and all checks need.',
          'ai-wp-dynamic-cache',
        ),
      };
  }
}
