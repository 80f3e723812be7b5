/** From the kind of a field to its control. */
import { BooleanControl } from './controls/BooleanControl.tsx';
import { ChoiceControl } from './controls/ChoiceControl.tsx';
import type { ControlProps } from './controls/control.ts';
import { ListControl } from './controls/ListControl.tsx';
import { QuantityControl } from './controls/QuantityControl.tsx';
import { SecretControl, type SecretState } from './controls/SecretControl.tsx';
import { TextControl } from './controls/TextControl.tsx';
import { VariantControl } from './controls/VariantControl.tsx';

export function FieldControl({ secret, ...props }: ControlProps & { secret: SecretState }) {
  const { field } = props;
  switch (field.kind) {
    case 'boolean':
      return <BooleanControl {...props} />;
    case 'choice':
      return <ChoiceControl {...props} field={field} />;
    case 'quantity':
      return <QuantityControl {...props} field={field} />;
    case 'list':
      return <ListControl {...props} field={field} />;
    case 'variant':
      return <VariantControl {...props} />;
    case 'secret':
      return <SecretControl {...props} secret={secret} />;
    case 'text':
      return <TextControl {...props} />;
  }
}
