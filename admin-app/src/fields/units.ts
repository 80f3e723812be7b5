/** Numbers that measure something: in which unit a person reads and writes them. */
import { __, _n, sprintf } from '@wordpress/i18n';

export type Unit = 'seconds' | 'bytes' | 'none';
/** One step of a unit: 3,600 seconds are an hour. */
export type Step = { size: number; name: () => string };

/** Settings that are no plain number. */
export const UNITS: Readonly<Record<string, Unit>> = {
  'ttl.page': 'seconds',
  'ttl.not_found': 'seconds',
  'ttl.grace': 'seconds',
  'ttl.browser': 'seconds',
  'disk.max_bytes': 'bytes',
};

const MEBIBYTE = 1_048_576;

const SECONDS: readonly Step[] = [
  { size: 1, name: () => __('seconds', 'ai-wp-dynamic-cache') },
  { size: 60, name: () => __('minutes', 'ai-wp-dynamic-cache') },
  { size: 3_600, name: () => __('hours', 'ai-wp-dynamic-cache') },
  { size: 86_400, name: () => __('days', 'ai-wp-dynamic-cache') },
];
const BYTES: readonly Step[] = [
  { size: MEBIBYTE, name: () => __('MiB', 'ai-wp-dynamic-cache') },
  { size: 1_024 * MEBIBYTE, name: () => __('GiB', 'ai-wp-dynamic-cache') },
  { size: MEBIBYTE * MEBIBYTE, name: () => __('TiB', 'ai-wp-dynamic-cache') },
];
const STEPS: Readonly<Record<Unit, readonly Step[]>> = {
  seconds: SECONDS,
  bytes: BYTES,
  none: [{ size: 1, name: () => '' }],
};

/** The steps that a bound leaves: what ends at 60 seconds is not set in days. */
export function stepsOf(unit: Unit, maximum: number | undefined): readonly Step[] {
  const [first, ...rest] = STEPS[unit];
  const fitting = rest.filter(({ size }) => maximum === undefined || size < maximum);
  return first === undefined ? [] : [first, ...fitting];
}

/** The largest step in which a number is whole; the smallest one for 0. */
export function stepFor(value: number, steps: readonly Step[]): Step {
  const whole = steps.filter(({ size }) => value !== 0 && value % size === 0);
  return whole.at(-1) ?? steps[0] ?? { size: 1, name: () => '' };
}

/** A number with its unit, as a person says it: `2 hours`, `1.5 GiB`, `3,600`. */
export function spoken(value: number, unit: Unit, locale = pageLanguage()): string {
  const steps = STEPS[unit];
  const { size, name } = stepFor(value, steps);
  const number = new Intl.NumberFormat(locale).format(value / size);
  if (unit === 'none') return number;
  if (unit === 'bytes') return `${number} ${name()}`;
  return duration(size, value / size, number);
}

function duration(size: number, count: number, number: string): string {
  switch (size) {
    case 86_400:
      /* translators: %s: a number */
      return sprintf(_n('%s day', '%s days', count, 'ai-wp-dynamic-cache'), number);
    case 3_600:
      /* translators: %s: a number */
      return sprintf(_n('%s hour', '%s hours', count, 'ai-wp-dynamic-cache'), number);
    case 60:
      /* translators: %s: a number */
      return sprintf(_n('%s minute', '%s minutes', count, 'ai-wp-dynamic-cache'), number);
    default:
      /* translators: %s: a number */
      return sprintf(_n('%s second', '%s seconds', count, 'ai-wp-dynamic-cache'), number);
  }
}

/** The language of the page, so that figures read as the words around them; where there is no page, English. */
function pageLanguage(): string {
  return globalThis.document?.documentElement.lang || 'en';
}
