/**
 * Dates of HTTP (RFC 9110 §5.6.7): one form that is sent, two obsolete ones that are still understood. Their letters are
 * matched without regard to case, as RFC 9111 §4.2 asks of caches. Pure.
 */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const IMF = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) ([a-z]{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/i;
const RFC_850 =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\d{2})-([a-z]{3})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/i;
const ASCTIME = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([a-z]{3}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/i;

/** A two-digit year that seems more than 50 years ahead means the past; counted from this year, which time moves slowly. */
const PIVOT = 2076;

/** Milliseconds since 1970; null for anything that is no date of these three forms, such as `0`. */
export function httpDate(text: string | null): number | null {
  if (text === null) return null;
  const imf = IMF.exec(text);
  if (imf !== null) return timeOf(imf[3], imf[2], imf[1], imf.slice(4));
  const asctime = ASCTIME.exec(text);
  if (asctime !== null) return timeOf(asctime[6], asctime[1], asctime[2], asctime.slice(3, 6));
  const old = RFC_850.exec(text);
  if (old === null) return null;
  const year = 2000 + Number(old[3]);
  return timeOf(String(year > PIVOT ? year - 100 : year), old[2], old[1], old.slice(4));
}

/** Null when a part is out of its range: `Date.UTC` would carry it over into the next. */
function timeOf(year = '', monthName = '', day = '', clock: string[] = []): number | null {
  const month = MONTHS.indexOf(monthName.toLowerCase());
  const [hour = 0, minute = 0, second = 0] = clock.map(Number);
  // 60 is a leap second.
  if (month < 0 || hour > 23 || minute > 59 || second > 60) return null;
  const time = Date.UTC(Number(year), month, Number(day), hour, minute, second);
  const isReal = new Date(Date.UTC(Number(year), month, Number(day))).getUTCDate() === Number(day);
  return isReal && !Number.isNaN(time) ? time : null;
}

/** The form that is sent. */
export function formatHttpDate(milliseconds: number): string {
  return new Date(milliseconds).toUTCString();
}
