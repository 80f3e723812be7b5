import { setTimeout as sleep } from 'node:timers/promises';
import type { DataPaths } from './data-folder.ts';
import { UnableToStart } from './failure.ts';
import { writeInstallDropIn } from './wordpress-files.ts';
import { ADMIN } from './wordpress-session.ts';

const PATIENCE_FOR_ANSWER = 120_000;

/** Waits until the site answers anything at all, or its server is gone. */
export async function waitForSite(
  siteUrl: string,
  server: { gone: () => boolean },
  log: string,
): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_FOR_ANSWER; Date.now() < deadline; ) {
    if (server.gone()) {
      throw new UnableToStart(`The site's server ended before it answered; its log ${log} says why.`);
    }
    // A script that needs neither database nor installation.
    const answer = await fetch(`${siteUrl}/wp-includes/js/jquery/jquery.min.js`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) {
      return;
    }
    await sleep(100);
  }
  throw new UnableToStart(`The site did not answer at ${siteUrl} within two minutes; its log is ${log}.`);
}

/** Fills in WordPress' installation form. */
export async function installWordPress(siteUrl: string, paths: DataPaths): Promise<void> {
  const removeDropIn = writeInstallDropIn(paths);
  try {
    const form = new URLSearchParams({
      weblog_title: 'Copper Kettle Café',
      user_name: ADMIN.user,
      admin_password: ADMIN.password,
      admin_password2: ADMIN.password,
      pw_weak: 'on',
      admin_email: ADMIN.email,
      blog_public: '1',
      language: '',
    });
    const response = await fetch(`${siteUrl}/wp-admin/install.php?step=2`, { method: 'POST', body: form });
    const page = await response.text();
    if (!page.includes('wp-login.php') || !response.ok) {
      const said = page
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
      throw new UnableToStart(`WordPress could not be installed (${response.status}): ${said.slice(0, 300)}`);
    }
  } finally {
    removeDropIn();
  }
}
