import { TextControl as Input } from '@wordpress/components';
import type { ControlProps } from './control.ts';

export function TextControl({ label, help, isWrong, isDisabled, value, edit }: ControlProps) {
  return (
    <Input
      __next40pxDefaultSize
      label={label}
      help={help}
      value={typeof value === 'string' ? value : ''}
      disabled={isDisabled}
      aria-invalid={isWrong}
      spellCheck={false}
      autoComplete="off"
      onChange={(text) => edit(text.trim())}
    />
  );
}
