/** One setting: its control, what it does, what is wrong with it, and the ways back. */
import { useEffect } from '@wordpress/element';
import { complaintSentence } from '../../fields/complaints.ts';
import { DESCRIPTIONS } from '../../fields/descriptions.ts';
import { FieldControl } from '../../fields/FieldControl.tsx';
import type { Field } from '../../fields/field.ts';
import { Help } from '../../fields/Help.tsx';
import { TITLES } from '../../fields/titles.ts';
import { type Complaint, type Json, valueAt } from '../../store/settings-form.ts';
import { focusField, idOf } from './focus.ts';
import { PatternMatches } from './PatternMatches.tsx';
import { useChanged, useComplaints, useForm, useFormActions } from './useForm.ts';
import { WaysBack } from './WaysBack.tsx';

export function FieldRow({ field }: { field: Field }) {
  const { path } = field;
  const { saved, edits } = useForm();
  const { edit, leave, undo } = useFormActions();
  const isChanged = useChanged().includes(path);
  const complaints = useComplaints().filter((complaint) => complaint.path === path);
  useFocus(path);
  if (saved === null) return null;
  const title = TITLES[path]?.() ?? path;
  const isEdited = path in edits;
  const value = isEdited ? edits[path] : valueAt(saved.settings, path);
  const wrong = byPart(field, complaints, value);
  const isFixed = saved.fixed.includes(path);
  const mask = valueAt(saved.settings, path);
  return (
    <fieldset
      id={idOf(path)}
      className="dynamic-cache-field"
      data-changed={isChanged}
      data-wrong={complaints.length > 0}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (isChanged && !currentTarget.contains(relatedTarget)) leave(path);
      }}
    >
      <FieldControl
        field={field}
        label={title}
        help={<Help text={DESCRIPTIONS[path]?.()} complaints={wrong[''] ?? []} />}
        isWrong={complaints.length > 0}
        wrongParts={wrong}
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

/** Takes the focus when the store asks for it: from the list of what is wrong, or after a save that was refused. */
function useFocus(path: string): void {
  const { focus } = useForm();
  const { focusOn } = useFormActions();
  useEffect(() => {
    if (focus?.path !== path) return;
    focusField(path);
    focusOn(null);
  }, [focus, path, focusOn]);
}

/** Complaints about a part of a setting (the cookie of a variant, its values) stand at that part; all others at ''. */
function byPart(field: Field, complaints: Complaint[], value: Json | undefined): Record<string, string[]> {
  const parts: Record<string, string[]> = {};
  for (const complaint of complaints) {
    const below = field.kind === 'variant' && complaint.by === 'schema' ? complaint.below : '';
    const part = below.split('.')[0] ?? '';
    parts[part] = [...(parts[part] ?? []), complaintSentence(complaint, value)];
  }
  return parts;
}
