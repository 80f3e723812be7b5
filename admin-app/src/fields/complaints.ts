/** What is wrong with a setting, in a person's words: what would be right, in the unit that the control shows. */
import { __, _n, sprintf } from '@wordpress/i18n';
import { type Complaint, cleaned, type Json } from '../store/settings-form.ts';
import { FIELDS } from './field.ts';
import { spoken, type Unit } from './units.ts';

/** The sentence beside the field. `value` is what was typed there. */
export function complaintSentence(complaint: Complaint, value: Json | undefined): string {
  if (complaint.by === 'site') return complaint.message;
  const field = FIELDS.get(complaint.path);
  const sentence = sentenceOf(complaint, field?.kind === 'quantity' ? field.unit : 'none');
  const line = lineOf(complaint.below, value);
  /* translators: 1: a line that somebody wrote, 2: what is wrong with it */
  return line === null ? sentence : sprintf(__('“%1$s”: %2$s', 'ai-wp-dynamic-cache'), line, sentence);
}

/** The entry of a list that a path below the setting (`3`, `values.3`) names. */
function lineOf(below: string, value: Json | undefined): string | null {
  if (value === undefined || !/(^|\.)\d+$/.test(below)) return null;
  let at: Json | undefined = cleaned(value);
  for (const name of below.split('.')) {
    if (Array.isArray(at)) at = at[Number(name)];
    else at = typeof at === 'object' && at !== null ? at[name] : undefined;
  }
  return typeof at === 'string' ? at : null;
}

type OfSchema = Extract<Complaint, { by: 'schema' }>;

function sentenceOf({ path, below, issue }: OfSchema, unit: Unit): string {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), unit);
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum), unit);
    case 'invalid_format':
      return wrongForm(path, below);
    case 'invalid_type':
      return issue.expected === 'int'
        ? __('Write a whole number here.', 'ai-wp-dynamic-cache')
        : __('Write a number here.', 'ai-wp-dynamic-cache');
    default:
      return __('Choose one of the values that are offered.', 'ai-wp-dynamic-cache');
  }
}

function tooSmall(origin: string, minimum: number, unit: Unit): string {
  if (origin === 'array') return __('Write at least one line.', 'ai-wp-dynamic-cache');
  if (origin === 'string') return __('This is missing.', 'ai-wp-dynamic-cache');
  /* translators: %s: a number with its unit */
  return sprintf(__('This must be %s or more.', 'ai-wp-dynamic-cache'), spoken(minimum, unit));
}

function tooBig(origin: string, maximum: number, unit: Unit): string {
  if (origin === 'array') {
    /* translators: %d: a number */
    return sprintf(_n('At most %d line.', 'At most %d lines.', maximum, 'ai-wp-dynamic-cache'), maximum);
  }
  if (origin === 'string') {
    /* translators: %d: a number */
    return sprintf(
      _n('At most %d character.', 'At most %d characters.', maximum, 'ai-wp-dynamic-cache'),
      maximum,
    );
  }
  /* translators: %s: a number with its unit */
  return sprintf(__('This must be %s or less.', 'ai-wp-dynamic-cache'), spoken(maximum, unit));
}

function wrongForm(path: string, below: string): string {
  if (path === 'hosts') {
    return __(
      'Write the name only, in small letters, without https:// and without a path: www.example.org.',
      'ai-wp-dynamic-cache',
    );
  }
  if (path === 'edge.url') {
    return __(
      'Write the address with https:// and without a path: https://cache.example.workers.dev.',
      'ai-wp-dynamic-cache',
    );
  }
  if (path === 'edge.zone_id') {
    return __('A zone id has 32 characters: digits, and letters from a to f.', 'ai-wp-dynamic-cache');
  }
  if (below === 'cookie') {
    return __(
      'Write the name of one cookie: letters, digits, hyphens and underscores.',
      'ai-wp-dynamic-cache',
    );
  }
  if (path.startsWith('variants.') || path === 'rollout.name') {
    return __('Only letters, digits, hyphens and underscores, at most 32.', 'ai-wp-dynamic-cache');
  }
  if (path.startsWith('exclude.') || path.startsWith('query.')) {
    return __(
      'Only plain characters. Write others as they stand in an address: %C3%A9 for é.',
      'ai-wp-dynamic-cache',
    );
  }
  return __('Only letters, digits, dots, hyphens and underscores, at most 32.', 'ai-wp-dynamic-cache');
}
