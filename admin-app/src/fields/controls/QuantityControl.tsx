import { BaseControl, SelectControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Json } from '../../store/settings-form.ts';
import { stepFor, stepsOf } from '../units.ts';
import type { ControlProps, FieldOf } from './control.ts';

/** A number, beside it the unit it is written in; another unit asks for the same number of another thing. */
export function QuantityControl(props: ControlProps<FieldOf<'quantity'>>) {
  const { field, label, help, isWrong, isDisabled } = props;
  const id = `dynamic-cache-amount-${field.path.replaceAll('.', '-')}`;
  const { steps, size, text, write } = useAmount(props);
  return (
    <BaseControl id={id} label={label} help={help} className="dynamic-cache-quantity">
      <div className="dynamic-cache-quantity__parts">
        <TextControl
          __next40pxDefaultSize
          id={id}
          value={text}
          disabled={isDisabled}
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={isWrong}
          aria-describedby={`${id}__help`}
          onChange={(typed) => write(typed, size)}
        />
        {steps.length > 1 ? (
          <SelectControl
            __next40pxDefaultSize
            /* translators: %s: name of a setting */
            label={sprintf(__('Unit of “%s”', 'ai-wp-dynamic-cache'), label)}
            hideLabelFromVision
            value={String(size)}
            disabled={isDisabled}
            options={steps.map((step) => ({ value: String(step.size), label: step.name() }))}
            onChange={(unit) => write(text, Number(unit))}
          />
        ) : (
          <span>{steps[0]?.name()}</span>
        )}
      </div>
    </BaseControl>
  );
}

/**
 * The value as amount and unit. The unit stays while somebody writes (60 seconds do not become a minute), and is
 * forgotten once the value comes from elsewhere: undone, discarded, imported.
 */
function useAmount({ field, value, edit }: ControlProps<FieldOf<'quantity'>>) {
  const steps = stepsOf(field.unit, field.maximum);
  const [written, remember] = useState<{ value: Json; size: number } | null>(null);
  const natural = typeof value === 'number' ? stepFor(value, steps).size : (steps[0]?.size ?? 1);
  const size = written !== null && written.value === value ? written.size : natural;
  return {
    steps,
    size,
    text: typeof value === 'number' ? String(value / size) : String(value ?? ''),
    write: (typed: string, unit: number) => {
      const amount = typed.trim().replace(',', '.');
      // 0.1 days are 8,640 seconds, and not 8,640.000000000001.
      const number = /^-?\d+(\.\d+)?$/.test(amount) ? Number((Number(amount) * unit).toFixed(6)) : typed;
      remember({ value: number, size: unit });
      edit(number);
    },
  };
}
