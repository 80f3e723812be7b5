/** What the screens ask of the site. */
import { WarmAnswer } from '@dynamic-cache/contracts/page-actions';
import {
  PurgeAnswer,
  PurgesAnswer,
  SettingsAnswer,
  type SitePurge,
  SiteStatus,
} from '@dynamic-cache/contracts/plugin-api';
import { StatsAnswer } from '@dynamic-cache/contracts/stats';
import { request } from './request.ts';

/** Whether it works, and what needs somebody. */
export const readStatus = () => request({ path: '/status', answer: SiteStatus });

/**
 * Changes settings by a JSON merge patch (RFC 7396); refused when somebody else changed them since `revision`.
 * `replaceDropin` is the owner's consent to set another plugin's drop-in aside.
 */
export const changeSettings = (revision: string, patch: Record<string, unknown>, replaceDropin = false) =>
  request({
    path: replaceDropin ? '/settings?replace_dropin=1' : '/settings',
    method: 'PATCH',
    data: patch,
    headers: { 'If-Match': revision },
    answer: SettingsAnswer,
  });

/** Makes stored pages unusable at once, here and at the edge. */
export const purge = (what: SitePurge) =>
  request({ path: '/purge', method: 'POST', data: what, answer: PurgeAnswer });

/** Fetches pages as a visitor would, at every layer that is on. */
export const warm = (urls: string[]) =>
  request({ path: '/warm', method: 'POST', data: { urls }, answer: WarmAnswer });

/** Puts right what the plugin can put right by itself. Answers the status of after. */
export const repair = (what: 'files' | 'edge' | 'edge-key') =>
  request({ path: '/repair', method: 'POST', data: { what }, answer: SiteStatus });

/** What the cache did on the days from `from` to `to`, both `YYYY-MM-DD` in the site's time zone. */
export const readStats = (from: string, to: string) =>
  request({ path: `/stats?from=${from}&to=${to}`, answer: StatsAnswer });

/** What was purged, newest first. */
export const readPurges = (page: number, perPage: number) =>
  request({ path: `/purges?page=${page}&per_page=${perPage}`, answer: PurgesAnswer });
