/** What the screens ask of the site. */
import { SettingsAnswer, type SitePurge, SiteStatus } from '@dynamic-cache/contracts/plugin-api';
import { z } from 'zod';
import { request } from './request.ts';

/** Whether it works, and what needs somebody. */
export const readStatus = () => request({ path: '/status', answer: SiteStatus });

/** The settings and the revision that a change must name. */
export const readSettings = () => request({ path: '/settings', answer: SettingsAnswer });

/** Changes settings by a JSON merge patch (RFC 7396); refused when somebody else changed them since `revision`. */
export const changeSettings = (revision: string, patch: Record<string, unknown>) =>
  request({
    path: '/settings',
    method: 'PATCH',
    data: patch,
    headers: { 'If-Match': revision },
    answer: SettingsAnswer,
  });

/** Makes stored pages unusable at once, here and at the edge. */
export const purge = (what: SitePurge) =>
  request({ path: '/purge', method: 'POST', data: what, answer: z.object({ ok: z.literal(true) }) });
