/** What the settings screen asks of the site. Saving is `changeSettings` in api/site.ts. */
import {
  type PatternPreview,
  PatternPreviewAnswer,
  SettingsTestAnswer,
  type TestSubject,
} from '@dynamic-cache/contracts/findings';
import { SettingsAnswer } from '@dynamic-cache/contracts/plugin-api';
import { request } from './request.ts';

/**
 * The settings as they are at this moment. The parameter passes by the answer that came with the page: it may be an
 * hour old, and a change made from it would be refused.
 */
export const readCurrentSettings = () => request({ path: '/settings?current=1', answer: SettingsAnswer });

/** What a pattern would match on this site. */
export const previewPattern = (asked: PatternPreview) =>
  request({ path: '/settings/preview', method: 'POST', data: asked, answer: PatternPreviewAnswer });

/** Tries a connection with settings that are not saved (a merge patch). Saves nothing. */
export const testSettings = (what: TestSubject, settings: Record<string, unknown>) =>
  request({ path: '/settings/test', method: 'POST', data: { what, settings }, answer: SettingsTestAnswer });
