/** Beside a setting: that it is changed and not saved, what was there before, and what the default is. */
import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { Field } from '../../fields/field.ts';
import { spokenValue } from '../../fields/spoken-value.ts';
import { TITLES } from '../../fields/titles.ts';
import { cleaned, isSame, type Json, valueAt } from '../../store/settings-form.ts';
import { focusField } from './focus.ts';
import { useForm, useFormActions } from './useForm.ts';

/** Where the default is worth more than what a person sees at once: off, and empty, need no way back. */
const HAS_DEFAULT: ReadonlySet<Field['kind']> = new Set(['quantity', 'list', 'choice']);

type Props = { field: Field; value: Json | undefined; isChanged: boolean };

export function WaysBack({ field, value, isChanged }: Props) {
  const { saved } = useForm();
  const { undo, edit } = useFormActions();
  if (saved === null || field.kind === 'secret') return null;
  const before = valueAt(saved.settings, field.path);
  const isDefault = value !== undefined && isSame(cleaned(value), field.default);
  const isWayToDefault = HAS_DEFAULT.has(field.kind) && !isDefault && !isSame(before, field.default);
  if (!isChanged && !isWayToDefault) return null;
  const title = TITLES[field.path]?.() ?? field.path;
  return (
    <p className="dynamic-cache-ways-back">
      {isChanged && (
        <>
          <span className="dynamic-cache-mark">{__('Not saved yet', 'ai-wp-dynamic-cache')}</span>
          <Button
            variant="link"
            onClick={() => {
              undo(field.path);
              // The button that was pressed goes; the focus must not go with it.
              focusField(field.path);
            }}
          >
            {/* translators: %s: the value before, such as "7 days" */}
            {sprintf(__('Undo (%s)', 'ai-wp-dynamic-cache'), spokenValue(field, before))}
            <span className="screen-reader-text"> {title}</span>
          </Button>
        </>
      )}
      {isWayToDefault && (
        <Button
          variant="link"
          onClick={() => {
            edit(field.path, field.default);
            focusField(field.path);
          }}
        >
          {/* translators: %s: a value, such as "7 days" */}
          {sprintf(__('Default (%s)', 'ai-wp-dynamic-cache'), spokenValue(field, field.default))}
          <span className="screen-reader-text"> {title}</span>
        </Button>
      )}
    </p>
  );
}
