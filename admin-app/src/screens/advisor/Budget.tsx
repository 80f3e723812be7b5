/** Seconds of rendering that the pages may take together. Read again when the number is entered, not at every digit. */
import { __experimentalNumberControl as NumberControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

/** Bounds of the contract. */
const LEAST = 1;
const MOST = 3600;

/** Whole seconds within the bounds; what is no number leaves the budget as it is. */
export function budgetOf(typed: string | undefined, now: number): number {
  const value = Math.round(Number.parseFloat(typed ?? ''));
  return Number.isFinite(value) ? Math.min(MOST, Math.max(LEAST, value)) : now;
}

export function Budget({ seconds, choose }: { seconds: number; choose: (seconds: number) => void }) {
  return (
    <div className="dynamic-cache-advisor__budget">
      <NumberControl
        __next40pxDefaultSize
        isPressEnterToChange
        label={__('Seconds of rendering', 'ai-wp-dynamic-cache')}
        help={__('That this host may work on these pages altogether.', 'ai-wp-dynamic-cache')}
        min={LEAST}
        max={MOST}
        step={1}
        value={seconds}
        onChange={(typed) => {
          const chosen = budgetOf(typed, seconds);
          if (chosen !== seconds) choose(chosen);
        }}
      />
    </div>
  );
}
