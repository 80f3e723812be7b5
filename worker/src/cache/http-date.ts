/**
 * A date as RFC 9110 §5.6.7 lets it be sent, in milliseconds; null for anything else. `Date.parse` alone would take
 * `0` for the year 2000.
 */
export function httpDate(text: string | null): number | null {
  if (text === null || !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text))
    return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
