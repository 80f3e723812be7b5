/** Direct mode on the settings screen: what it cannot do is said before it is on, and what is missing afterwards. */
import { DATA, SCREENSHOTS, SITE } from '../support/addresses.ts';
import { expectAccessible } from '../support/axe.ts';
import {
  announced,
  app,
  openSettings,
  part,
  saveBar,
  saveElsewhere,
  stored,
} from '../support/settings-screen.ts';
import { expect, logIn, said, test, untilHit } from '../support/test.ts';

test.afterEach(async ({ visitor }) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  await openSettings(owner, 'pages');
  await saveElsewhere(owner, { direct_mode: null });
});

test('an owner switches direct mode on, is told that the rules are not active, copies them, and switches it off', async ({
  visitor,
}) => {
  const owner = await visitor();
  await logIn(owner, SITE);
  await openSettings(owner, 'pages');
  const direct = owner.getByRole('checkbox', { name: 'Let the web server answer' });
  await expect(direct).not.toBeChecked();
  await expect(direct).toHaveAccessibleDescription(/not counted, and not sampled for the continuous proof/);

  await direct.check();
  await saveBar(owner).getByRole('button', { name: 'Save' }).click();
  await expect(announced(owner, 'Settings saved.')).toBeVisible();
  expect(await stored(owner)).toContain('"direct_mode":true');
  await announced(owner, 'Settings saved.').click();

  await owner.getByRole('button', { name: 'Test the ways in' }).click();
  const finding = app(owner)
    .getByRole('listitem')
    .filter({ hasText: 'The rules of the web server are not active' });
  await expect(finding).toBeVisible({ timeout: 20_000 });
  const rules = finding.getByRole('textbox', { name: 'Lines to copy' });
  await expect(rules).toHaveValue(/^# AI WP Dynamic Cache: direct mode of site 1, rules [0-9a-f]{12}\./);
  await expect(rules).toHaveValue(/location = \/dynamic-cache-direct-1 \{[^}]*internal;/);
  await expect(rules).toHaveAttribute('readonly', '');
  await rules.focus();
  const selected = await rules.evaluate((box) => (box instanceof HTMLTextAreaElement ? box.selectionEnd : 0));
  expect(selected, 'all of it is selected').toBe((await rules.inputValue()).length);
  await expectAccessible(owner);
  await finding.scrollIntoViewIfNeeded();
  // In the picture the site lies in a usual folder.
  await rules.evaluate((box, folder) => {
    if (box instanceof HTMLTextAreaElement) box.value = box.value.replaceAll(folder, '/var/www/html');
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }, `${DATA}/wordpress`);
  await owner.screenshot({ path: `${SCREENSHOTS}/direct-mode.png` });

  const reader = await visitor();
  await untilHit(reader, `${SITE}/about/`);
  expect(said(await reader.goto(`${SITE}/about/`)), 'PHP goes on answering').toBe('hit; reason=fresh');

  await part(owner, 'Pages').click();
  await direct.uncheck();
  await saveBar(owner).getByRole('button', { name: 'Save' }).click();
  await expect(saveBar(owner)).toBeHidden();
  expect(await stored(owner)).toContain('"direct_mode":false');
  await owner.getByRole('button', { name: 'Test the ways in' }).click();
  await expect(
    app(owner)
      .getByText(/^Good: /)
      .first(),
  ).toBeVisible({ timeout: 20_000 });
  await expect(finding).toHaveCount(0);
});
