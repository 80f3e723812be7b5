/** How a run is begun: what to measure, and how much of this host it may take. */
import type { Strategy } from '@dynamic-cache/contracts/settings';
import { Button, CheckboxControl, __experimentalNumberControl as NumberControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { strategyName } from '../../components/strategies.ts';
import { benchmarkStore } from '../../store/benchmark.ts';

/** The plugin's own defaults: Benchmark/Budget.php and Benchmark/Control.php. */
const BUDGET: Budget = { pages: 5, minutes: 10, load: 1.5 };

export type Budget = { pages: number; minutes: number; load: number };

/** Bounds of the contract, in the units of this form. */
const BOUNDS = { pages: [1, 10], minutes: [1, 1440], load: [0.1, 1000] } as const;

/** A whole number or a tenth within the bounds; what is none counts as the default. */
export function bounded(name: keyof Budget, typed: string | undefined): number {
  const value = Number.parseFloat(typed ?? '');
  if (!Number.isFinite(value)) return BUDGET[name];
  const [least, most] = BOUNDS[name];
  const rounded = name === 'load' ? Math.round(value * 10) / 10 : Math.round(value);
  return Math.min(most, Math.max(least, rounded));
}

export function Start({ strategies }: { strategies: readonly Strategy[] }) {
  const [left, setLeft] = useState<readonly Strategy[]>([]);
  const [budget, setBudget] = useState(BUDGET);
  const busy = useSelect((select) => select(benchmarkStore).getBusy(), []);
  const { act } = useDispatch(benchmarkStore);
  const chosen = strategies.filter((one) => !left.includes(one));
  const { pages, minutes, load } = budget;
  return (
    <>
      {strategies.length > 1 && (
        <fieldset className="dynamic-cache-benchmark__strategies">
          <legend>{__('What to measure', 'ai-wp-dynamic-cache')}</legend>
          {strategies.map((one) => (
            <CheckboxControl
              key={one}
              __nextHasNoMarginBottom
              label={strategyName(one)}
              checked={!left.includes(one)}
              onChange={(isOn) => setLeft(isOn ? left.filter((name) => name !== one) : [...left, one])}
            />
          ))}
        </fieldset>
      )}
      <BudgetFields budget={budget} change={setBudget} />
      <Button
        __next40pxDefaultSize
        variant="primary"
        isBusy={busy === 'start'}
        disabled={busy !== null || chosen.length === 0}
        accessibleWhenDisabled
        onClick={() => act({ do: 'start', strategies: chosen, pages, seconds: minutes * 60, load })}
      >
        {__('Measure now', 'ai-wp-dynamic-cache')}
      </Button>
    </>
  );
}

type FieldsProps = { budget: Budget; change: (budget: Budget) => void };

function BudgetFields({ budget, change }: FieldsProps) {
  const fields: [keyof Budget, string, string][] = [
    [
      'pages',
      __('Pages', 'ai-wp-dynamic-cache'),
      __('Of the most visited of this site.', 'ai-wp-dynamic-cache'),
    ],
    [
      'minutes',
      __('Minutes of work', 'ai-wp-dynamic-cache'),
      __('Then the run stops, and can go on later.', 'ai-wp-dynamic-cache'),
    ],
    [
      'load',
      __('Load per processor', 'ai-wp-dynamic-cache'),
      __('Above it the run waits, so that visitors come first.', 'ai-wp-dynamic-cache'),
    ],
  ];
  return (
    <div className="dynamic-cache-benchmark__budget">
      {fields.map(([name, label, help]) => (
        <NumberControl
          key={name}
          __next40pxDefaultSize
          label={label}
          help={help}
          min={BOUNDS[name][0]}
          max={BOUNDS[name][1]}
          step={name === 'load' ? 0.1 : 1}
          value={budget[name]}
          onChange={(typed) => change({ ...budget, [name]: bounded(name, typed) })}
        />
      ))}
    </div>
  );
}
