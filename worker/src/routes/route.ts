/** A route of the control plane as data: the app is wired by it, and OpenAPI is written from it, so the two cannot differ. */
import type { Context } from 'hono';
import type { z } from 'zod';
import type { App } from '../context.ts';

export interface ApiRoute {
  method: 'GET' | 'POST';
  /** As the router spells it. */
  path: string;
  summary: string;
  handler: (c: Context<App>) => Promise<Response>;
  query?: z.ZodObject;
  body?: z.ZodType;
  answer: z.ZodType;
  /** 200 unless it says so. */
  status?: 201 | 202;
  /** Who may sign: a registered site (v1) unless it says so. */
  signedBy?: 'nobody' | 'site-or-shared' | 'site-shared-or-tester';
  /** Besides the signature, the capability token of the sandbox. */
  needsCapability?: true;
}
