import { RadioControl, SelectControl } from '@wordpress/components';
import { nameOfChoice } from '../choices.ts';
import { NOT_YET_CHOICES } from '../not-yet.ts';
import type { ControlProps, FieldOf } from './control.ts';

/** A choice between a few sentences reads best as a list of radio buttons; between figures as a menu. */
export function ChoiceControl({
  field,
  label,
  help,
  isDisabled,
  value,
  edit,
}: ControlProps<FieldOf<'choice'>>) {
  // A value without effect is not offered, but shown where somebody has set it past this screen.
  const offered = field.choices.filter(
    (choice) => choice === value || !(NOT_YET_CHOICES[field.path] ?? []).includes(choice),
  );
  const options = offered.map((choice) => ({
    value: String(choice),
    label: nameOfChoice(field.path, choice),
  }));
  const choose = (chosen: string) => {
    const choice = offered.find((one) => String(one) === chosen);
    if (choice !== undefined) edit(choice);
  };
  if (offered.every((choice) => typeof choice === 'number')) {
    return (
      <SelectControl
        __next40pxDefaultSize
        label={label}
        help={help}
        options={options}
        value={String(value)}
        disabled={isDisabled}
        onChange={choose}
      />
    );
  }
  return (
    <RadioControl
      label={label}
      help={help}
      options={options}
      selected={String(value)}
      disabled={isDisabled}
      onChange={choose}
    />
  );
}
