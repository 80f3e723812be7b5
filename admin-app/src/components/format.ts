/** Figures as a person reads them, in the language of wp-admin. */
import { dateI18n, getSettings } from '@wordpress/date';
import { __, sprintf } from '@wordpress/i18n';

const language = () => document.documentElement.lang || 'en';

export const count = (value: number) => new Intl.NumberFormat(language()).format(value);

export const percent = (share: number) =>
  new Intl.NumberFormat(language(), {
    style: 'percent',
    maximumFractionDigits: share >= 0.995 || share < 0.1 ? 1 : 0,
    // 100 % is said of all alone.
    roundingMode: share >= 0.995 ? 'trunc' : 'halfExpand',
  }).format(share);

/** A share that somebody sets: with all of its digits, as 0.05 %. */
export const exactShare = (share: number) =>
  new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 4 }).format(share);

export const milliseconds = (value: number) =>
  new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: value >= 1000 ? 'second' : 'millisecond',
    maximumFractionDigits: value >= 1000 || value < 10 ? 1 : 0,
  }).format(value >= 1000 ? value / 1000 : value);

/** A score: 0 to 1, with so many digits that two which differ look different. */
export const score = (value: number) =>
  new Intl.NumberFormat(language(), { minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(value);

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Binary units under their everyday names, as the rest of wp-admin has them. */
export function bytes(value: number): string {
  const step = value < 1 ? 0 : Math.min(Math.floor(Math.log2(value) / 10), UNITS.length - 1);
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    // The short form of English has no plural.
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(value / 1024 ** step);
}

/** `YYYY-MM-DD` as a short day. It is a calendar day, not a moment: no time zone may move it. */
export const day = (iso: string) =>
  new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${iso}T00:00:00Z`),
  );

/** Unix seconds as a date and time, in the formats and the time zone of the site, as everywhere in wp-admin. */
export function moment(at: number): string {
  const { date, time } = getSettings().formats;
  return dateI18n(`${date} ${time}`, at * 1000);
}

/** Units, how long each is, and how long the next smaller one is. */
const STEPS = [
  ['day', 86_400, 3_600],
  ['hour', 3_600, 60],
  ['minute', 60, 1],
] as const;

/** How long ago something was. Both in Unix seconds. */
export function ago(at: number, now: number): string {
  const seconds = Math.max(0, now - at);
  const [unit, length] = STEPS.find(([, size]) => seconds >= size) ?? ['minute', 60];
  if (seconds < 60) return __('just now', 'ai-wp-dynamic-cache');
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(
    -Math.floor(seconds / length),
    unit,
  );
}

/** The unit of a span that will be rounded: 59 minutes and a half are an hour, not 60 minutes. */
const stepOf = (seconds: number) =>
  STEPS.find(([, size, smaller]) => Math.round(seconds / smaller) * smaller >= size);

/** How long until something is, or that it has been. Both in Unix seconds. */
export function until(at: number, now: number): string {
  const seconds = at - now;
  if (seconds <= 0) return __('over', 'ai-wp-dynamic-cache');
  const [unit, length] = stepOf(seconds) ?? ['minute', 60];
  return new Intl.RelativeTimeFormat(language(), { numeric: 'always' }).format(
    Math.max(1, Math.round(seconds / length)),
    unit,
  );
}

/** A span of time in its largest whole unit. */
export function lasting(seconds: number): string {
  const [unit, length] = stepOf(seconds) ?? ['second', 1];
  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.max(0, Math.round(seconds / length)),
  );
}

/** What is left of a pause, `14:59`. */
export function countdown(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  /* translators: 1: minutes, 2: seconds with two digits */
  return sprintf(
    __('%1$d:%2$s', 'ai-wp-dynamic-cache'),
    Math.floor(left / 60),
    String(left % 60).padStart(2, '0'),
  );
}
