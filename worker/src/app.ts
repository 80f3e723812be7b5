/** The Worker, as a list: what is answered where, and by whom. */
import { Hono } from 'hono';
import type { App, Bindings } from './context.ts';
import { createEdge, type Edge } from './edge.ts';
import { ApiFailure, failureResponse } from './failure.ts';
import { gateway } from './gateway/gateway.ts';
import { bearer } from './middleware/bearer.ts';
import { sandboxCapability } from './middleware/capability.ts';
import { signedV0OrV1, signedV1 } from './middleware/signed.ts';
import { putConfig } from './routes/config.ts';
import { edgeCache } from './routes/edge-cache.ts';
import { health } from './routes/health.ts';
import { newKey, retireKeys } from './routes/keys.ts';
import { purge } from './routes/purge.ts';
import { register, registration } from './routes/register.ts';
import { deleteSite } from './routes/site.ts';
import { zone } from './routes/zone.ts';
import { realWorld, type World } from './world.ts';

/** Pages: in front of everything else, because a hit must cost next to nothing. */
const PAGES = [
  // A registered site's own host: every path of it
  zone,
  // The Worker's own hostname: /edge/cache/*
  edgeCache,
];

/** General mode: every path before one origin. No site can register there, so none has pages. */
const ANY_ORIGIN = [gateway];

/** The control plane: on the Worker's own hostname alone. */
function controlPlane(edge: Edge): Hono<App> {
  const app = new Hono<App>();
  app.use((c, next) => {
    c.set('edge', edge);
    return next();
  });

  // Registration
  app.post('/api/plugin/live/register', bearer, register);
  app.get('/api/plugin/live/register/:siteId', bearer, registration);

  // Health
  app.get('/api/cache/health', health);

  // Signed by a registered site
  app.use('/api/plugin/*', signedV1);
  app.use('/api/cache/*', signedV1);
  app.put('/api/plugin/config', putConfig);
  app.post('/api/plugin/key', newKey);
  app.post('/api/plugin/key/retire', retireKeys);
  app.delete('/api/plugin/site', deleteSite);
  app.post('/api/cache/purge', purge);

  // Signed with the shared secret or by a registered site
  app.use('/plugin/wp/*', signedV0OrV1);
  app.use('/plugin/wp/sandbox/*', sandboxCapability);

  app.notFound(() => failureResponse(new ApiFailure('not_found')));
  app.onError(onError);
  return app;
}

/** What went wrong, in a word of the contract; what has none is told to the log alone. */
function onError(error: unknown): Response {
  if (error instanceof ApiFailure) return failureResponse(error);
  const message = error instanceof Error ? error.message : '';
  console.error('request-failed', error instanceof Error ? error.stack : 'unknown');
  return failureResponse(
    new ApiFailure(message.startsWith('D1_') ? 'storage_unavailable' : 'internal_error'),
  );
}

/** One app per isolate: it holds what the isolate remembers. */
export function createApp(world: World) {
  const edge = createEdge(world);
  const control = controlPlane(edge);
  return {
    async fetch(request: Request, env: Bindings, context: ExecutionContext): Promise<Response> {
      const asked = { request, env, edge, background: (task: Promise<unknown>) => context.waitUntil(task) };
      try {
        for (const page of env.MARKER === 'off' ? ANY_ORIGIN : PAGES) {
          const response = await page(asked);
          if (response !== null) return response;
        }
      } catch (error) {
        return onError(error);
      }
      return control.fetch(request, env, context);
    },
  };
}

export default createApp(realWorld);
