import { TextareaControl, TextControl, ToggleControl } from '@wordpress/components';
import { z } from 'zod';
import { DESCRIPTIONS } from '../descriptions.ts';
import { TITLES } from '../titles.ts';
import type { ControlProps } from './control.ts';

const Variant = z.object({ cookie: z.string(), values: z.array(z.string()) });

/** Off, or the name of a cookie with the closed list of its values. */
export function VariantControl({ field, label, help, isWrong, isDisabled, value, edit }: ControlProps) {
  const variant = Variant.safeParse(value).data ?? null;
  return (
    <>
      <ToggleControl
        label={label}
        help={help}
        checked={variant !== null}
        disabled={isDisabled}
        onChange={(isOn) => edit(isOn ? { cookie: '', values: [] } : null)}
      />
      {variant !== null && (
        <div className="dynamic-cache-variant">
          <TextControl
            __next40pxDefaultSize
            label={TITLES[`${field.path}.cookie`]?.()}
            help={DESCRIPTIONS[`${field.path}.cookie`]?.()}
            value={variant.cookie}
            disabled={isDisabled}
            aria-invalid={isWrong}
            spellCheck={false}
            autoComplete="off"
            onChange={(cookie) => edit({ ...variant, cookie: cookie.trim() })}
          />
          <TextareaControl
            label={TITLES[`${field.path}.values`]?.()}
            help={DESCRIPTIONS[`${field.path}.values`]?.()}
            value={variant.values.join('\n')}
            rows={3}
            disabled={isDisabled}
            aria-invalid={isWrong}
            spellCheck={false}
            className="dynamic-cache-list"
            onChange={(text) => edit({ ...variant, values: text === '' ? [] : text.split(/\r?\n/) })}
          />
        </div>
      )}
    </>
  );
}
