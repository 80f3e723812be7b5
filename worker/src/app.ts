/** The Worker, as a list: what is answered where, and by whom. */
import { Hono } from 'hono';
import type { Bindings } from './bindings.ts';
import type { App } from './context.ts';
import { createEdge, type Edge } from './edge.ts';
import { ApiFailure, failureResponse } from './failure.ts';
import { gateway } from './gateway/gateway.ts';
import { bearer } from './middleware/bearer.ts';
import { sandboxCapability } from './middleware/capability.ts';
import { signedV0OrV1, signedV1 } from './middleware/signed.ts';
import { putConfig } from './routes/config.ts';
import { edgeCache } from './routes/edge-cache.ts';
import { newKey, retireKeys } from './routes/keys.ts';
import { MANAGEMENT } from './routes/manage/table.ts';
import { openapi } from './routes/openapi.ts';
import { PEOPLE_ROUTES } from './routes/people/table.ts';
import { register, registration } from './routes/register.ts';
import { deleteSite } from './routes/site.ts';
import { TESTER_ROUTES } from './routes/testers/table.ts';
import { notForTesters } from './routes/wp/asked.ts';
import { PLUGIN_ROUTES } from './routes/wp/table.ts';
import { zone } from './routes/zone.ts';
import type { Asked, Chain } from './serve/asked.ts';
import type { Isolate } from './upkeep/isolate.ts';
import { onSchedule, warmDue } from './upkeep/schedule.ts';
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
function controlPlane(edge: Edge, chain: Chain): Hono<App> {
  const app = new Hono<App>();
  app.use((c, next) => {
    c.set('edge', edge);
    c.set('chain', chain);
    return next();
  });

  // Registration
  app.post('/api/plugin/live/register', bearer, register);
  app.get('/api/plugin/live/register/:siteId', bearer, registration);

  // Open to everybody
  app.get('/openapi.json', openapi);
  for (const { path, handler } of MANAGEMENT.filter(({ signedBy }) => signedBy === 'nobody'))
    app.get(path, handler);

  // Signed by a registered site
  app.use('/api/plugin/*', signedV1);
  app.use('/api/cache/*', signedV1);
  app.put('/api/plugin/config', putConfig);
  app.post('/api/plugin/key', newKey);
  app.post('/api/plugin/key/retire', retireKeys);
  app.delete('/api/plugin/site', deleteSite);
  const signed = [...MANAGEMENT, ...PEOPLE_ROUTES, ...TESTER_ROUTES].filter(
    ({ signedBy }) => signedBy !== 'nobody',
  );
  for (const { method, path, handler } of signed) app.on(method, path, handler);

  // Signed by a registered site, with the shared secret, or by a tester
  app.use('/plugin/wp/*', signedV0OrV1);
  app.use('/plugin/wp/cache/*', notForTesters);
  app.use('/plugin/wp/sandbox/*', sandboxCapability);
  for (const { method, path, handler } of PLUGIN_ROUTES) app.on(method, path, handler);

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

/** The page that is asked for, or null when none of the routes of pages is meant. */
async function pages(asked: Asked): Promise<Response | null> {
  for (const page of asked.env.MARKER === 'off' ? ANY_ORIGIN : PAGES) {
    const response = await page(asked);
    if (response !== null) return response;
  }
  return null;
}

/** One app per isolate: it holds what the isolate remembers. */
export function createApp(world: World) {
  const edge = createEdge(world);
  const control = controlPlane(edge, pages);
  const isolateOf = (env: Bindings, context: ExecutionContext): Isolate => ({
    edge,
    env,
    background: (task) => context.waitUntil(task),
    chain: pages,
  });
  return {
    async fetch(request: Request, env: Bindings, context: ExecutionContext): Promise<Response> {
      const isolate = isolateOf(env, context);
      behindAnswers(isolate);
      try {
        const response = await pages({ request, ...isolate });
        if (response !== null) return response;
      } catch (error) {
        return onError(error);
      }
      return control.fetch(request, env, context);
    },
    /** Cron trigger: see `triggers` in wrangler.jsonc. */
    async scheduled(_: ScheduledController, env: Bindings, context: ExecutionContext): Promise<void> {
      await onSchedule(isolateOf(env, context));
    },
  };
}

/** What is due besides: figures are written down, and at the start of an isolate pages that are kept warm are asked for. */
function behindAnswers(isolate: Isolate): void {
  const { edge, env, background } = isolate;
  if (edge.flush.isDue()) background(edge.flush.flush(env.CONTROL));
  if (edge.hasStarted) return;
  edge.hasStarted = true;
  background(warmDue(isolate).then(() => {}, notWarmed));
}

function notWarmed(error: unknown): void {
  console.warn('not-warmed', error instanceof Error ? error.message : 'unknown');
}

/** The class behind the binding `PURGE_LEDGER`; the runtime looks for it here. */
export { PurgeLedger } from './ledger/durable-object.ts';

export default createApp(realWorld);
