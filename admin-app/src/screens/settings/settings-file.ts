/** Export and import: a file without secrets, and without the address of the webhook; what comes in is shown as unsaved changes and never saved by itself. Pure. */
import { SettingsFile } from '@dynamic-cache/contracts/plugin-api';
import { PRIVATE_SETTINGS, SECRET_SETTINGS, type Settings } from '@dynamic-cache/contracts/settings';
import { __ } from '@wordpress/i18n';
import { z } from 'zod';
import { complaintSentence } from '../../fields/complaints.ts';
import { FIELDS } from '../../fields/field.ts';
import { differences, type Edits, edited, type Json, valueAt } from '../../store/settings-form.ts';
import { sectionWith } from './sections.ts';

/** The text of the file. */
export function exported(settings: Settings, version: string): string {
  const blank = Object.fromEntries([...SECRET_SETTINGS, ...PRIVATE_SETTINGS].map((path) => [path, '']));
  const file = { format: 'ai-wp-dynamic-cache/settings/1', version, settings: edited(settings, blank) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

export type Import =
  | { is: 'no-json' }
  | { is: 'wrong'; complaints: { path: string; message: string }[] }
  | {
      is: 'read';
      edits: Edits;
      /** Settings that differ in the file and that this screen does not show: they stay as they are. */
      leftOut: string[];
    };

/** What a file would change of the settings as they are saved. */
export function imported(text: string, saved: Settings): Import {
  const json = parsed(text);
  if (json === undefined) return { is: 'no-json' };
  const file = SettingsFile.safeParse(json);
  if (!file.success) {
    return { is: 'wrong', complaints: file.error.issues.map((issue) => complaint(issue, json)) };
  }
  const paths = differences(saved, file.data.settings).filter(
    (path) =>
      !SECRET_SETTINGS.some((secret) => secret === path) &&
      !(PRIVATE_SETTINGS.some((own) => own === path) && valueAt(file.data.settings, path) === ''),
  );
  const shown = paths.filter((path) => sectionWith(path) !== undefined);
  return {
    is: 'read',
    edits: Object.fromEntries(shown.map((path) => [path, valueAt(file.data.settings, path) ?? null])),
    leftOut: paths.filter((path) => !shown.includes(path)),
  };
}

function complaint(issue: z.core.$ZodIssue, file: Json): { path: string; message: string } {
  const at = issue.path.join('.');
  const inside = at.replace(/^settings\./, '');
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => (at === '' ? key : `${at}.${key}`)).join(', ');
    return { path: names, message: __('This name is not known.', 'ai-wp-dynamic-cache') };
  }
  const path = [...FIELDS.keys()].find((field) => inside === field || inside.startsWith(`${field}.`));
  if (path === undefined) {
    return {
      path: at,
      message: __('This is not what an export of this plugin has here.', 'ai-wp-dynamic-cache'),
    };
  }
  const below = inside.slice(path.length + 1);
  const message = complaintSentence({ path, by: 'schema', below, issue }, valueAt(file, `settings.${path}`));
  return { path: inside, message };
}

function parsed(text: string): Json | undefined {
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
