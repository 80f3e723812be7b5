import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { SettingsAnswer, SiteStatus } from '../../contracts/src/plugin-api.ts';
import { UnableToStart } from './failure.ts';
import type { Say } from './progress.ts';
import { PLUGIN_SLUG } from './repository.ts';
import { UnableToUseSite, type WordPressSession } from './wordpress-session.ts';

const PATIENCE_FOR_REGISTRATION = 60_000;

// Of the two answers only what is used here, so that a start does not fail over what only the admin app shows.
const SwitchSettings = SettingsAnswer.pick({ ok: true, revision: true }).extend({
  settings: z.looseObject({
    enabled: z.boolean(),
    edge: z.looseObject({ enabled: z.boolean(), url: z.string().nullish() }),
  }),
});
type SwitchSettings = z.infer<typeof SwitchSettings>;

const Status = z.object({ edge: SiteStatus.shape.edge.pick({ state: true, error: true, kid: true }) });

/** Activates the plugin as the list of plugins does; an active one stays so. */
export async function activatePlugin(session: WordPressSession): Promise<void> {
  try {
    await askToActivate(session);
  } catch (thrown) {
    // PHP-WASM answers an empty 500 now and then, when one of its workers dies under a request. Activating twice does
    // no more than once, so it is asked again; what is really wrong fails again.
    if (!(thrown instanceof UnableToUseSite)) {
      throw thrown;
    }
    await sleep(1000);
    await askToActivate(session);
  }
}

async function askToActivate(session: WordPressSession): Promise<void> {
  const route = `wp/v2/plugins/${PLUGIN_SLUG}/${PLUGIN_SLUG}`;
  await session.rest(
    { method: 'POST', route, body: { status: 'active' } },
    z.object({ status: z.literal('active') }),
  );
}

/** The edge as the switch needs it: its address, and how its Worker forgets what it knows of this site. */
export type EdgeToUse = { url: string; forgetSite(): Promise<void> };

/** Switches the cache off where it is on, so that switching it on writes the drop-in with today's paths. */
export async function switchCacheOff(session: WordPressSession): Promise<void> {
  const before = await readSettings(session);
  if (before.settings.enabled) {
    await changeSettings(session, before, { enabled: false });
  }
}

/**
 * Switches the cache on, and the edge with it, through the plugin's own settings as its admin app does. On a later
 * start with everything set this only looks. Returns the id of the key that the site and the Worker share.
 */
export async function switchCacheOn(
  session: WordPressSession,
  edge: EdgeToUse | null,
  say: Say,
): Promise<string | null> {
  const url = edge?.url ?? null;
  const before = await readSettings(session);
  if (!isSet(before, url)) {
    if (before.settings.edge.enabled) {
      // Registered under the port of an earlier start.
      await edge?.forgetSite();
    }
    await changeSettings(session, before, wantedSettings(url));
  }
  if (edge === null) {
    return null;
  }
  let state = await settledState(session, say);
  if (state.name !== 'active') {
    // Above all a site whose port has changed since the last start: the plugin asks before it takes that for a move.
    say(`registering again, it was ${state.name}${state.error === undefined ? '' : ` (${state.error})`}`);
    await changeSettings(session, await readSettings(session), { edge: { enabled: false } });
    await edge.forgetSite();
    await changeSettings(session, await readSettings(session), wantedSettings(url));
    state = await settledState(session, say);
  }
  say(`edge: ${state.name}`);
  if (state.name !== 'active') {
    throw new UnableToStart(
      `The site could not register with the edge at ${url}: its state is “${state.name}”${
        state.error === undefined ? '' : ` (${state.error})`
      }; the logs folder has the details, and --fresh begins again.`,
    );
  }
  return state.kid;
}

function readSettings(session: WordPressSession): Promise<SwitchSettings> {
  return session.rest({ method: 'GET', route: 'dynamic-cache/v1/settings' }, SwitchSettings);
}

function isSet({ settings }: SwitchSettings, edgeUrl: string | null): boolean {
  const edgeIsSet = edgeUrl === null || (settings.edge.enabled && settings.edge.url === edgeUrl);
  return settings.enabled && edgeIsSet;
}

function wantedSettings(edgeUrl: string | null) {
  return { enabled: true, ...(edgeUrl === null ? {} : { edge: { enabled: true, url: edgeUrl } }) };
}

async function changeSettings(
  session: WordPressSession,
  seen: SwitchSettings,
  changes: object,
): Promise<void> {
  await session.rest(
    { method: 'PATCH', route: 'dynamic-cache/v1/settings', ifMatch: seen.revision, body: changes },
    z.object({ ok: z.literal(true) }),
  );
}

async function settledState(session: WordPressSession, say: Say) {
  for (const deadline = Date.now() + PATIENCE_FOR_REGISTRATION; ; await sleep(250)) {
    const { edge } = await session.rest({ method: 'GET', route: 'dynamic-cache/v1/status' }, Status);
    const settled = edge.state !== 'verifying' && edge.state !== 'off';
    if (settled || Date.now() > deadline) {
      return { name: edge.state, error: edge.error ?? undefined, kid: edge.kid };
    }
    say(`edge: ${edge.state}`);
  }
}
