/** What every control gets. */
import type { ReactNode } from 'react';
import type { Json } from '../../store/settings-form.ts';
import type { Field } from '../field.ts';

export type ControlProps<F extends Field = Field> = {
  field: F;
  label: string;
  /** Description and complaint: the control names it as its own description. */
  help: ReactNode;
  isWrong: boolean;
  /** Of a setting with more than one control: what is wrong, by the name of the part. */
  wrongParts: Readonly<Record<string, readonly string[]>>;
  isDisabled: boolean;
  value: Json | undefined;
  edit: (value: Json) => void;
};

export type FieldOf<K extends Field['kind']> = Extract<Field, { kind: K }>;
