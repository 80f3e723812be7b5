import { TextareaControl, TextControl, ToggleControl } from '@wordpress/components';
import { z } from 'zod';
import { DESCRIPTIONS } from '../descriptions.ts';
import { Help } from '../Help.tsx';
import { TITLES } from '../titles.ts';
import type { ControlProps } from './control.ts';

const Variant = z.object({ cookie: z.string(), values: z.array(z.string()) });

/** Off, or the name of a cookie with the closed list of its values. */
export function VariantControl({ field, label, help, wrongParts, isDisabled, value, edit }: ControlProps) {
  const variant = Variant.safeParse(value).data ?? null;
  const helpOf = (part: string) => (
    <Help text={DESCRIPTIONS[`${field.path}.${part}`]?.()} complaints={wrongParts[part] ?? []} />
  );
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
            help={helpOf('cookie')}
            value={variant.cookie}
            disabled={isDisabled}
            aria-invalid={'cookie' in wrongParts}
            spellCheck={false}
            autoComplete="off"
            onChange={(cookie) => edit({ ...variant, cookie: cookie.trim() })}
          />
          <TextareaControl
            label={TITLES[`${field.path}.values`]?.()}
            help={helpOf('values')}
            value={variant.values.join('\n')}
            rows={3}
            disabled={isDisabled}
            aria-invalid={'values' in wrongParts}
            spellCheck={false}
            className="dynamic-cache-list"
            onChange={(text) => edit({ ...variant, values: text === '' ? [] : text.split(/\r?\n/) })}
          />
        </div>
      )}
    </>
  );
}
