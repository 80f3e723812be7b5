/** When the host is measured without anybody asking. */
import { BenchmarkSchedule } from '@dynamic-cache/contracts/site-benchmark';
import { Card, CardBody, CardHeader, SelectControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { store as notices } from '@wordpress/notices';
import { benchmarkStore } from '../../store/benchmark.ts';
import { SCHEDULES } from './words.ts';

export function Schedule({ every }: { every: BenchmarkSchedule }) {
  const busy = useSelect((select) => select(benchmarkStore).getBusy(), []);
  const { act } = useDispatch(benchmarkStore);
  const { createSuccessNotice } = useDispatch(notices);
  const choose = async (chosen: BenchmarkSchedule) => {
    if (await act({ do: 'schedule', every: chosen })) {
      createSuccessNotice(__('The schedule is saved.', 'ai-wp-dynamic-cache'), { type: 'snackbar' });
    }
  };
  return (
    <Card>
      <CardHeader>
        <h2>{__('Schedule', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody>
        <SelectControl
          __next40pxDefaultSize
          __nextHasNoMarginBottom
          label={__('Measure by itself', 'ai-wp-dynamic-cache')}
          help={__(
            'Runs wait while the host is busy. What they find is kept here; nothing is applied by itself.',
            'ai-wp-dynamic-cache',
          )}
          value={every}
          disabled={busy !== null}
          options={BenchmarkSchedule.options.map((value) => ({ value, label: SCHEDULES[value]() }))}
          onChange={choose}
        />
      </CardBody>
    </Card>
  );
}
