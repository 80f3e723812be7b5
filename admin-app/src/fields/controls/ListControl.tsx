import { TextareaControl } from '@wordpress/components';
import { _n, sprintf } from '@wordpress/i18n';
import { cleaned } from '../../store/settings-form.ts';
import type { ControlProps, FieldOf } from './control.ts';

const FEWEST_ROWS = 3;
const MOST_ROWS = 12;

/** One entry per line; whatever is typed stays as it is until it is saved. */
export function ListControl({
  field,
  label,
  help,
  isWrong,
  isDisabled,
  value,
  edit,
}: ControlProps<FieldOf<'list'>>) {
  const lines = Array.isArray(value) ? value.map(String) : [];
  const written = cleaned(lines);
  const count = Array.isArray(written) ? written.length : 0;
  return (
    <TextareaControl
      label={label}
      help={
        <>
          {help}
          {count > 0 && (
            <span className="dynamic-cache-count" data-full={count > (field.maxItems ?? Infinity)}>
              {sprintf(
                /* translators: 1: number of lines, 2: largest number of lines */
                _n(
                  '%1$d of at most %2$d line',
                  '%1$d of at most %2$d lines',
                  field.maxItems ?? 0,
                  'ai-wp-dynamic-cache',
                ),
                count,
                field.maxItems ?? 0,
              )}
            </span>
          )}
        </>
      }
      rows={Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, lines.length + 1))}
      value={lines.join('\n')}
      disabled={isDisabled}
      aria-invalid={isWrong}
      spellCheck={false}
      autoComplete="off"
      className="dynamic-cache-list"
      dir="ltr"
      onChange={(text) => edit(text === '' ? [] : text.split(/\r?\n/))}
    />
  );
}
