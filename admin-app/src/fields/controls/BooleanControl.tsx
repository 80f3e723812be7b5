import { ToggleControl } from '@wordpress/components';
import type { ControlProps } from './control.ts';

export function BooleanControl({ label, help, isDisabled, value, edit }: ControlProps) {
  return (
    <ToggleControl label={label} help={help} checked={value === true} disabled={isDisabled} onChange={edit} />
  );
}
