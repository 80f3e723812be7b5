/** Guards the sandbox: besides a signature its routes need a capability token, the Worker's or the tester's own. */
import { SIGNATURE_HEADERS } from '@dynamic-cache/contracts/signature';
import { createMiddleware } from 'hono/factory';
import type { App } from '../context.ts';
import { ApiFailure } from '../failure.ts';
import { equalSecrets, usableSecret } from './equal.ts';

export const sandboxCapability = createMiddleware<App>(async (c, next) => {
  const token = usableSecret(c.env.CAP_TOKEN_SANDBOX_WRITE);
  if (token === null) throw new ApiFailure('signing_disabled');
  const given = c.req.header(SIGNATURE_HEADERS.capability) ?? '';
  if (given === '') throw new ApiFailure('missing_capability_token');
  const own = c.get('signed').tester?.capabilityToken ?? token;
  const [isShared, isOwn] = [await equalSecrets(given, token), await equalSecrets(given, own)];
  if (!isShared && !isOwn) throw new ApiFailure('invalid_capability_token');
  await next();
});
