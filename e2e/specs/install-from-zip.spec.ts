/**
 * The life of the plugin on a WordPress that has never seen it: uploaded as a zip, activated, turned on, turned off by
 * deactivation, deleted. A site of its own, because the journeys' site has the working copy linked in.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { SiteStatus } from '../../contracts/src/plugin-api.ts';
import { runCommand } from '../../scripts/stack/processes.ts';
import { type Stack, startStack } from '../../scripts/stack/stack.ts';
import { WordPressSession } from '../../scripts/stack/wordpress-session.ts';
import { SCREENSHOTS } from '../support/addresses.ts';
import { expect, logIn, said, test, untilHit } from '../support/test.ts';

const PORT = 9340;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DATA = join(ROOT, '.cache', 'e2e-zip');
const ZIP = join(ROOT, 'dist', 'ai-wp-dynamic-cache-plugin.zip');

test('a zip is uploaded, turned on, deactivated, activated again and deleted without a trace', async ({
  visitor,
}) => {
  test.setTimeout(180_000);
  const built = await runCommand('bash', [join(ROOT, 'scripts', 'build-plugin-zip.sh')], {});
  expect(built.ok, built.stderr).toBe(true);
  const owner = await visitor();
  const reader = await visitor();
  const stack = await siteWithoutPlugin();
  try {
    test.skip(
      stack.runtime !== 'native',
      'PHP-WASM mounts the working copy where the zip would be unpacked.',
    );
    const before = traces(stack);
    expect(before.found).toEqual([]);
    await logIn(owner, stack.siteUrl);

    await upload(owner, stack.siteUrl);
    expect(traces(stack).wpConfig, 'activation changes nothing in wp-config.php').toBe(before.wpConfig);
    expect(said(await reader.goto(`${stack.siteUrl}/`)), 'activation switches nothing on').toBe('');

    await owner.goto(`${stack.siteUrl}/wp-admin/admin.php?page=ai-wp-dynamic-cache`);
    expect((await statusOf(stack)).first_run, 'nobody has saved a setting').toBe(true);
    await turnOn(owner);
    expect((await statusOf(stack)).problems).toEqual([]);
    expect(traces(stack).found).toContain('wp-content/advanced-cache.php');
    expect(said(await reader.goto(`${stack.siteUrl}/`))).toMatch(/^miss/);
    await untilHit(reader, `${stack.siteUrl}/`);

    unlinkSync(join(stack.paths.wpContent, 'advanced-cache.php'));
    expect((await statusOf(stack)).problems[0]?.action?.do, 'what went missing can be repaired').toBe(
      'repair',
    );
    await deactivate(owner, stack.siteUrl);
    expect(traces(stack).found).not.toContain('wp-content/advanced-cache.php');
    expect(traces(stack).wpConfig).toBe(before.wpConfig);
    const page = await reader.goto(`${stack.siteUrl}/`);
    expect([page?.status(), said(page)]).toEqual([200, '']);

    await owner.goto(`${stack.siteUrl}/wp-admin/plugins.php`);
    await owner.getByRole('link', { name: 'Activate AI WP Dynamic Cache' }).click();
    await expect(owner.getByText('Plugin activated.')).toBeVisible();
    await owner.goto(`${stack.siteUrl}/wp-admin/admin.php?page=ai-wp-dynamic-cache`);
    await turnOn(owner);
    await untilHit(reader, `${stack.siteUrl}/`);
    await deactivate(owner, stack.siteUrl);
    await remove(owner);

    expect(traces(stack)).toEqual(before);
    expect((await reader.goto(`${stack.siteUrl}/`))?.status()).toBe(200);
    expect(complaints(stack), 'PHP log').toEqual([]);
  } finally {
    // Before the server goes, or what their pages still load would be an error in the browser.
    await Promise.all([owner.close(), reader.close()]);
    await stack.stop();
  }
});

/** A fresh WordPress without our plugin, and without an edge. */
async function siteWithoutPlugin(): Promise<Stack> {
  const nothing = `${DATA}-no-plugin`;
  mkdirSync(nothing, { recursive: true });
  const options = { data: DATA, port: PORT, edgePort: null, fresh: true, sampleContent: false };
  const stack = await startStack({ ...options, cache: 'absent', plugin: nothing });
  if (stack.runtime === 'native') {
    unlinkSync(stack.paths.pluginLink);
  }
  rmSync(nothing, { recursive: true });
  return stack;
}

async function upload(owner: Page, site: string): Promise<void> {
  await owner.goto(`${site}/wp-admin/plugin-install.php?tab=upload`);
  await owner.getByLabel('Plugin zip file').setInputFiles(ZIP);
  await owner.getByRole('button', { name: 'Install Now' }).click();
  await expect(owner.getByText('Plugin installed successfully.')).toBeVisible();
  await owner.screenshot({ path: `${SCREENSHOTS}/install-from-zip.png`, fullPage: true });
  await owner.getByRole('link', { name: 'Activate Plugin' }).click();
  await expect(owner.getByText('Plugin activated.')).toBeVisible();
}

/** By the owner's button, wherever the screen has it: the first run has its steps before it. */
async function turnOn(owner: Page): Promise<void> {
  await owner.getByRole('button', { name: 'Turn on' }).first().click();
  await expect(owner.getByRole('button', { name: 'Turn off' }).first()).toBeVisible();
}

async function deactivate(owner: Page, site: string): Promise<void> {
  await owner.goto(`${site}/wp-admin/plugins.php`);
  await owner.getByRole('link', { name: 'Deactivate AI WP Dynamic Cache' }).click();
  await expect(owner.getByText('Plugin deactivated.')).toBeVisible();
}

async function remove(owner: Page): Promise<void> {
  // The way without scripts: a page of its own asks, and says that the data goes too.
  const link = await owner.getByRole('link', { name: 'Delete AI WP Dynamic Cache' }).getAttribute('href');
  await owner.goto(new URL(link ?? '', owner.url()).href);
  await owner.getByRole('button', { name: 'Yes, delete these files and data' }).click();
  await expect(owner.getByText('The selected plugin has been deleted.')).toBeVisible();
}

/** The answer of `GET /status`, held against the schema that the screens parse it with. */
async function statusOf(stack: Stack) {
  const session = new WordPressSession(stack.siteUrl);
  await session.logIn();
  return session.rest({ method: 'GET', route: 'dynamic-cache/v1/status' }, SiteStatus);
}

/** What there is of the plugin, on disk and in the database, and what wp-config.php says. */
function traces({ paths }: Stack) {
  const files = readdirSync(paths.wpContent, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^advanced-cache|^cache(?:\/|$)|dynamic-cache$/.test(name))
    .map((name) => `wp-content/${name}`);
  return {
    found: [...files.sort(), ...rowsOf(join(paths.database, '.ht.sqlite'))],
    wpConfig: readFileSync(paths.wpConfig, 'utf8'),
  };
}

/** Our tables, options, user settings and scheduled events. */
function rowsOf(file: string): string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const names = (query: string) =>
    database
      .prepare(query)
      .all()
      .map(({ name }) => String(name));
  try {
    return [
      ...names("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%dynamic_cache%'"),
      ...names("SELECT option_name AS name FROM wp_options WHERE option_name LIKE '%dynamic_cache%'"),
      ...names("SELECT meta_key AS name FROM wp_usermeta WHERE meta_key LIKE '%dynamic_cache%'"),
      ...names(
        "SELECT 'cron' AS name FROM wp_options WHERE option_name = 'cron' AND option_value LIKE '%dynamic_cache%'",
      ),
    ];
  } finally {
    database.close();
  }
}

/** Of the PHP log what is about our code; core complains of its own that it cannot ask for updates. */
function complaints({ paths }: Stack): string[] {
  const lines = existsSync(paths.phpLog) ? readFileSync(paths.phpLog, 'utf8').split('\n') : [];
  return lines.filter((line) =>
    /Fatal|Uncaught|AI WP Dynamic Cache|\/ai-wp-dynamic-cache\/|advanced-cache/.test(line),
  );
}
