/** Where a strategy is applied: on the screen that has measured it. */
import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { goTo } from '../../navigation.ts';

export function Measure({ isMeasured }: { isMeasured: boolean }) {
  return (
    <div>
      <Button __next40pxDefaultSize variant="secondary" onClick={() => goTo('benchmark')}>
        {isMeasured
          ? __('See the figures, and apply a strategy', 'ai-wp-dynamic-cache')
          : __('Measure this host', 'ai-wp-dynamic-cache')}
      </Button>
    </div>
  );
}
