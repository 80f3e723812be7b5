/** Shown until somebody has saved a setting: where to begin. */
import { Button, Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { goTo } from '../../navigation.ts';

export function FirstSteps() {
  return (
    <Notice status="info" isDismissible={false}>
      <p>
        {__(
          'New here? Three short steps look at this host, check your pages and turn the cache on.',
          'ai-wp-dynamic-cache',
        )}
      </p>
      <Button variant="primary" onClick={() => goTo('first-run')}>
        {__('Begin', 'ai-wp-dynamic-cache')}
      </Button>
    </Notice>
  );
}
