/** Guards registration: the caller must hold the bootstrap secret. */
import { createMiddleware } from 'hono/factory';
import type { App } from '../context.ts';
import { ApiFailure } from '../failure.ts';
import { equalSecrets, usableSecret } from './equal.ts';

export const bearer = createMiddleware<App>(async (c, next) => {
  const secret = usableSecret(c.env.EDGE_BOOTSTRAP_SECRET);
  if (secret === null) throw new ApiFailure('signing_disabled');
  const given = /^Bearer ([\x21-\x7e]{1,512})$/.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
  if (!(await equalSecrets(given, secret))) throw new ApiFailure('invalid_bootstrap_secret');
  await next();
});
