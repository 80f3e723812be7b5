import { RadioControl, SelectControl } from '@wordpress/components';
import { nameOfChoice } from '../choices.ts';
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
  const options = field.choices.map((choice) => ({
    value: String(choice),
    label: nameOfChoice(field.path, choice),
  }));
  const choose = (chosen: string) => {
    const choice = field.choices.find((one) => String(one) === chosen);
    if (choice !== undefined) edit(choice);
  };
  if (field.choices.every((choice) => typeof choice === 'number')) {
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
