/** Takes the request that comes first. */
import { ActorName } from '@dynamic-cache/contracts/free-text';
import { Button, SelectControl, TextControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { lasting } from '../../components/format.ts';
import { leaderboardStore } from '../../store/leaderboard.ts';
import type { Done } from './useDone.ts';

/** Minutes that can be chosen; the contract takes 5 to 240. */
export const SLOTS = [15, 30, 60, 120, 240] as const;

export function Claim({ then }: { then: Done }) {
  const [minutes, setMinutes] = useState(30);
  const [sandbox, setSandbox] = useState('');
  const busy = useSelect((select) => select(leaderboardStore).getBusy(), []);
  const { claim } = useDispatch(leaderboardStore);
  const isRight = sandbox === '' || ActorName.safeParse(sandbox).success;
  const common = { __next40pxDefaultSize: true, __nextHasNoMarginBottom: true } as const;
  const named = sandbox === '' ? {} : { sandbox_id: sandbox };
  return (
    <fieldset>
      <legend>{__('Claim the next request', 'ai-wp-dynamic-cache')}</legend>
      <div className="dynamic-cache-leaderboard__fields">
        <SelectControl
          {...common}
          label={__('For', 'ai-wp-dynamic-cache')}
          help={__('After that it returns to the queue by itself.', 'ai-wp-dynamic-cache')}
          value={String(minutes)}
          options={SLOTS.map((slot) => ({ value: String(slot), label: lasting(slot * 60) }))}
          onChange={(value) => setMinutes(Number(value))}
        />
        <TextControl
          {...common}
          label={__('Sandbox (optional)', 'ai-wp-dynamic-cache')}
          help={
            isRight
              ? __('A sandbox of this name is given to one worker at a time.', 'ai-wp-dynamic-cache')
              : __('Letters, digits and _ . : @ - only, a letter or digit first.', 'ai-wp-dynamic-cache')
          }
          value={sandbox}
          onChange={setSandbox}
        />
      </div>
      <Button
        __next40pxDefaultSize
        variant="primary"
        disabled={busy !== null || !isRight}
        accessibleWhenDisabled
        onClick={() =>
          then(claim({ slot_minutes: minutes, ...named }), __('The request is yours.', 'ai-wp-dynamic-cache'))
        }
      >
        {__('Claim', 'ai-wp-dynamic-cache')}
      </Button>
    </fieldset>
  );
}
