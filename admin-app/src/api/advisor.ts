/** What is asked of the advisor. Reading changes nothing; with `source=ai` the site asks the provider of its owner. */
import {
  AdviceAnswer,
  type AdviceApply,
  type AdviceKind,
  AdvicePreview,
  type AdviceQuery,
  AdviceSaved,
} from '@dynamic-cache/contracts/advisor';
import { request } from './request.ts';

function query(asked: AdviceQuery): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) parameters.set(name, String(value));
  return parameters.size === 0 ? '' : `?${parameters}`;
}

export const readAdvice = (kind: AdviceKind, asked: AdviceQuery) =>
  request({ path: `/advisor/${kind}${query(asked)}`, answer: AdviceAnswer });

/** What would be sent if the AI were asked now. Sends nothing. */
export const previewAdvice = (kind: AdviceKind, asked: AdviceQuery) =>
  request({ path: `/advisor/${kind}/prompt${query(asked)}`, answer: AdvicePreview });

/** Refused when somebody has changed the settings since `revision`. */
export const applyAdvice = (revision: string, data: AdviceApply) =>
  request({
    path: '/advisor/apply',
    method: 'POST',
    data,
    headers: { 'If-Match': revision },
    answer: AdviceSaved,
  });

/** Takes the last application back. */
export const undoAdvice = (revision: string) =>
  request({
    path: '/advisor/undo',
    method: 'POST',
    data: {},
    headers: { 'If-Match': revision },
    answer: AdviceSaved,
  });
