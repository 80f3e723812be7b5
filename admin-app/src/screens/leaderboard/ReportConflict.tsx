/** Says that somebody was in the way. */
import { Button, SelectControl, TextareaControl, TextControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { leaderboardStore } from '../../store/leaderboard.ts';
import type { Done } from './useDone.ts';

const NOTHING = { summary: '', details: '', severity: 3 };
const SEVERITIES: readonly [number, () => string][] = [
  [1, () => __('1, a nuisance', 'ai-wp-dynamic-cache')],
  [2, () => __('2', 'ai-wp-dynamic-cache')],
  [3, () => __('3', 'ai-wp-dynamic-cache')],
  [4, () => __('4', 'ai-wp-dynamic-cache')],
  [5, () => __('5, nothing works', 'ai-wp-dynamic-cache')],
];

export function ReportConflict({ then }: { then: Done }) {
  const [typed, setTyped] = useState(NOTHING);
  const busy = useSelect((select) => select(leaderboardStore).getBusy(), []);
  const { report } = useDispatch(leaderboardStore);
  const [summary, details] = [typed.summary.trim(), typed.details.trim()];
  const send = async () => {
    const conflict = { summary, severity: typed.severity, ...(details === '' ? {} : { details }) };
    if (await then(report(conflict), __('The conflict is reported.', 'ai-wp-dynamic-cache')))
      setTyped(NOTHING);
  };
  const common = { __next40pxDefaultSize: true, __nextHasNoMarginBottom: true } as const;
  return (
    <fieldset>
      <legend>{__('Report a conflict', 'ai-wp-dynamic-cache')}</legend>
      <div className="dynamic-cache-leaderboard__fields">
        <TextControl
          {...common}
          label={__('What happened', 'ai-wp-dynamic-cache')}
          maxLength={280}
          value={typed.summary}
          onChange={(value) => setTyped({ ...typed, summary: value })}
        />
        <SelectControl
          {...common}
          label={__('Severity', 'ai-wp-dynamic-cache')}
          value={String(typed.severity)}
          options={SEVERITIES.map(([value, label]) => ({ value: String(value), label: label() }))}
          onChange={(value) => setTyped({ ...typed, severity: Number(value) })}
        />
        <TextareaControl
          __nextHasNoMarginBottom
          label={__('Details', 'ai-wp-dynamic-cache')}
          rows={2}
          maxLength={1000}
          value={typed.details}
          onChange={(value) => setTyped({ ...typed, details: value })}
        />
      </div>
      <Button
        __next40pxDefaultSize
        variant="secondary"
        disabled={busy !== null || summary === ''}
        accessibleWhenDisabled
        onClick={send}
      >
        {__('Report', 'ai-wp-dynamic-cache')}
      </Button>
    </fieldset>
  );
}
