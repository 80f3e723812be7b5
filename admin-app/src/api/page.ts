/** What is asked of the page of one post. */
import { ExplainAnswer, WarmAnswer } from '@dynamic-cache/contracts/page-actions';
import { PurgeAnswer } from '@dynamic-cache/contracts/plugin-api';
import { request } from './request.ts';

/** What a visitor without cookies gets for it, and why. */
export const explainPost = (post: number) =>
  request({ path: `/explain?post=${post}`, answer: ExplainAnswer });

/** Makes the stored page unusable at once, with every other that shows the post. */
export const purgePost = (post: number) =>
  request({ path: '/purge', method: 'POST', data: { post }, answer: PurgeAnswer });

/** Fetches it as a visitor would, at every layer that is on. */
export const warmPost = (post: number) =>
  request({ path: '/warm', method: 'POST', data: { post }, answer: WarmAnswer });
