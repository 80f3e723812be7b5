/** Before the first check: where checks come from. */
import { Button, Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { goTo } from '../../navigation.ts';

export function NothingYet() {
  return (
    <Notice status="info" isDismissible={false}>
      <p>
        {__(
          'No page has been checked yet. A share of the visits that the cache answers is drawn by chance, and checked within minutes; on a site with few visits that takes a while. Check a page of your choice above, or have more of them drawn.',
          'ai-wp-dynamic-cache',
        )}
      </p>
      <Button variant="secondary" onClick={() => goTo('settings', { section: 'proof' })}>
        {__('How many are drawn', 'ai-wp-dynamic-cache')}
      </Button>
    </Notice>
  );
}
