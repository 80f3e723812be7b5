/** A value of a setting in words, for sentences such as “Default: 7 days”. */
import { __, _n, sprintf } from '@wordpress/i18n';
import { z } from 'zod';
import type { Json } from '../store/settings-form.ts';
import { nameOfChoice } from './choices.ts';
import type { Field } from './field.ts';
import { spoken } from './units.ts';

const Choice = z.union([z.string(), z.number()]);
const Variant = z.object({ cookie: z.string(), values: z.array(z.string()) });

/** What a person would say the value is. */
export function spokenValue(field: Field, value: Json | undefined): string {
  switch (field.kind) {
    case 'boolean':
      return value === true ? __('on', 'ai-wp-dynamic-cache') : __('off', 'ai-wp-dynamic-cache');
    case 'quantity':
      return typeof value === 'number' ? spoken(value, field.unit) : String(value);
    case 'choice': {
      const choice = Choice.safeParse(value);
      return choice.success ? nameOfChoice(field.path, choice.data) : '';
    }
    case 'list':
      return Array.isArray(value) ? spokenList(value) : '';
    case 'variant': {
      const variant = Variant.safeParse(value);
      if (!variant.success) return __('off', 'ai-wp-dynamic-cache');
      return `${variant.data.cookie}: ${variant.data.values.join(', ')}`;
    }
    default:
      return typeof value === 'string' && value !== '' ? value : __('empty', 'ai-wp-dynamic-cache');
  }
}

function spokenList(list: readonly Json[]): string {
  if (list.length === 0) return __('empty', 'ai-wp-dynamic-cache');
  if (list.length <= 3) return list.join(', ');
  /* translators: %d: number of lines of a list */
  return sprintf(_n('%d entry', '%d entries', list.length, 'ai-wp-dynamic-cache'), list.length);
}
