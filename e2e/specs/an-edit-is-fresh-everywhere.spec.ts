import { atEdge, SITE } from '../support/addresses.ts';
import { expect, logIn, said, test, untilHit } from '../support/test.ts';

test('an edited post is fresh at origin and edge, and unrelated pages stay hits', async ({ visitor }) => {
  const reader = await visitor();
  const [post, list, unrelated] = ['/a-loaf-that-keeps/', '/', '/about/'];
  for (const path of [post, list, unrelated]) {
    await untilHit(reader, SITE + path);
    await untilHit(reader, atEdge(path));
  }

  const editor = await visitor();
  await logIn(editor, SITE);
  await editor.goto(`${SITE}/wp-admin/edit.php`);
  const title = `Edited ${Date.now()}`;
  const row = editor.locator('tr.type-post', { has: editor.locator(`a[href="${SITE}${post}"]`) });
  await row.hover();
  await row.getByRole('button', { name: /Quick edit/ }).click();
  const form = editor.locator('tr.inline-edit-row');
  await form.getByLabel('Title').fill(title);
  await form.getByRole('button', { name: 'Update' }).click();
  await expect(editor.locator('tr.type-post', { hasText: title })).toBeVisible();

  for (const path of [post, list]) {
    expect(said(await reader.goto(SITE + path)), path).toBe('miss; reason=purged');
    await expect(reader.getByRole('heading', { name: title })).toBeVisible();
    await expect(async () => {
      await reader.goto(atEdge(path));
      await expect(reader.getByRole('heading', { name: title })).toBeVisible({ timeout: 100 });
    }, `${path} at the edge`).toPass({ timeout: 5_000 });
  }

  expect(said(await reader.goto(SITE + unrelated))).toBe('hit; reason=fresh');
  expect(said(await reader.goto(atEdge(unrelated)))).toBe('hit; reason=fresh');
});
