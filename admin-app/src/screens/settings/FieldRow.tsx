/** One setting: its control, what it does, what is wrong with it, and the ways back. */
import { useEffect } from '@wordpress/element';
import { complaintSentence } from '../../fields/complaints.ts';
import { DESCRIPTIONS } from '../../fields/descriptions.ts';
import { FieldControl } from '../../fields/FieldControl.tsx';
import type { Field } from '../../fields/field.ts';
import { TITLES } from '../../fields/titles.ts';
import { valueAt } from '../../store/settings-form.ts';
import { focusField, idOf } from './focus.ts';
import { PatternMatches } from './PatternMatches.tsx';
import { useChanged, useComplaints, useForm, useFormActions } from './useForm.ts';
import { WaysBack } from './WaysBack.tsx';

export function FieldRow({ field }: { field: Field }) {
  const { path } = field;
  const { saved, edits, focus } = useForm();
  const { edit, leave, focusOn, undo } = useFormActions();
  const isChanged = useChanged().includes(path);
  const complaints = useComplaints().filter((complaint) => complaint.path === path);
  useEffect(() => {
    if (focus?.path !== path) return;
    focusField(path);
    focusOn(null);
  }, [focus, path, focusOn]);
  if (saved === null) return null;
  const title = TITLES[path]?.() ?? path;
  const isEdited = path in edits;
  const value = isEdited ? edits[path] : valueAt(saved.settings, path);
  const sentences = complaints.map((complaint) => complaintSentence(complaint, value));
  const isFixed = saved.fixed.includes(path);
  const mask = valueAt(saved.settings, path);
  return (
    <fieldset
      id={idOf(path)}
      className="dynamic-cache-field"
      data-changed={isChanged}
      data-wrong={sentences.length > 0}
      onBlur={() => isChanged && leave(path)}
    >
      <FieldControl
        field={field}
        label={title}
        help={<Help path={path} sentences={sentences} />}
        isWrong={sentences.length > 0}
        isDisabled={isFixed}
        value={value}
        edit={(next) => edit(path, next)}
        secret={{
          mask: typeof mask === 'string' ? mask : '',
          isFixed,
          isLost: saved.reenter.includes(path),
          isEdited,
          undo: () => undo(path),
        }}
      />
      <WaysBack field={field} value={value} isChanged={isChanged} />
      {field.kind === 'list' && <PatternMatches path={path} title={title} value={value} />}
    </fieldset>
  );
}

/** What the setting does, and what is wrong with it. */
function Help({ path, sentences }: { path: string; sentences: string[] }) {
  return (
    <>
      {DESCRIPTIONS[path]?.()}
      {sentences.map((sentence) => (
        <strong key={sentence} className="dynamic-cache-complaint">
          {sentence}
        </strong>
      ))}
    </>
  );
}
