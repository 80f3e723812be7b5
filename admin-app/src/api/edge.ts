/** What is asked about the edge: what waits for it, and what it counted. */
import { EdgeAnswer } from '@dynamic-cache/contracts/edge-figures';
import { OutboxAnswer, type OutboxChange, OutboxChanged } from '@dynamic-cache/contracts/outbox';
import { request } from './request.ts';

/** What the Worker counted on its last day; the site asks it at most once in five minutes. */
export const readEdge = () => request({ path: '/edge', answer: EdgeAnswer });

/** What waits to be told, the oldest first. */
export const readOutbox = (page: number, perPage: number) =>
  request({ path: `/outbox?page=${page}&per_page=${perPage}`, answer: OutboxAnswer });

/** Tries messages now, or drops them. */
export const changeOutbox = (change: OutboxChange) =>
  request({ path: '/outbox', method: 'POST', data: change, answer: OutboxChanged });
