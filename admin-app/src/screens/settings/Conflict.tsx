/** Somebody else saved meanwhile: what they changed, what I changed, and whose counts where both did. */
import { Button, Notice } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { FIELDS } from '../../fields/field.ts';
import { spokenValue } from '../../fields/spoken-value.ts';
import { TITLES } from '../../fields/titles.ts';
import { cleaned, differences, type Json, valueAt } from '../../store/settings-form.ts';
import { useChanged, useForm, useFormActions } from './useForm.ts';

export function Conflict() {
  const { saved, theirs, edits } = useForm();
  const { keepMine, takeTheirs } = useFormActions();
  const mine = useChanged();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (theirs !== null) heading.current?.focus();
  }, [theirs]);
  if (saved === null || theirs === null) return null;
  const changed = differences(saved.settings, theirs.settings);
  const isBoth = changed.some((path) => mine.includes(path));
  return (
    <Notice status="warning" isDismissible={false} className="dynamic-cache-conflict">
      <h2 ref={heading} tabIndex={-1}>
        {__('Somebody else saved settings since you opened this page', 'ai-wp-dynamic-cache')}
      </h2>
      <p>
        {isBoth
          ? __('You both changed the same setting. Nothing of yours is saved yet.', 'ai-wp-dynamic-cache')
          : __('They changed other settings than you. Nothing of yours is saved yet.', 'ai-wp-dynamic-cache')}
      </p>
      {changed.length > 0 && (
        <table className="widefat striped">
          <thead>
            <tr>
              <th scope="col">{__('Setting', 'ai-wp-dynamic-cache')}</th>
              <th scope="col">{__('Before', 'ai-wp-dynamic-cache')}</th>
              <th scope="col">{__('Theirs', 'ai-wp-dynamic-cache')}</th>
              <th scope="col">{__('Yours', 'ai-wp-dynamic-cache')}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map((path) => (
              <tr key={path}>
                <th scope="row">{TITLES[path]?.() ?? path}</th>
                <td>{inWords(path, valueAt(saved.settings, path))}</td>
                <td>{inWords(path, valueAt(theirs.settings, path))}</td>
                <td>
                  {mine.includes(path)
                    ? inWords(path, edits[path])
                    : __('not changed', 'ai-wp-dynamic-cache')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="dynamic-cache-conflict__ways">
        <Button __next40pxDefaultSize variant="primary" onClick={() => keepMine()}>
          {isBoth
            ? __('Save mine on top of theirs', 'ai-wp-dynamic-cache')
            : __('Save mine as well', 'ai-wp-dynamic-cache')}
        </Button>
        <Button __next40pxDefaultSize variant="secondary" onClick={() => takeTheirs()}>
          {isBoth
            ? __('Take theirs, keep my other changes unsaved', 'ai-wp-dynamic-cache')
            : __('Show theirs, keep mine unsaved', 'ai-wp-dynamic-cache')}
        </Button>
      </div>
    </Notice>
  );
}

function inWords(path: string, value: Json | undefined): string {
  const field = FIELDS.get(path);
  if (field === undefined) return String(value);
  if (field.kind === 'secret') return '••••';
  const meant = value === undefined ? undefined : cleaned(value);
  return Array.isArray(meant) && meant.length > 0 ? meant.join(', ') : spokenValue(field, meant);
}
