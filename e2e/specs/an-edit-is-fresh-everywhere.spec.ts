import { SITE } from '../support/addresses.ts';
import { expect, logIn, passedEdge, said, test, untilHit } from '../support/test.ts';

test('an edited post is fresh at origin and edge, and unrelated pages stay hits', async ({
  visitor,
  edgeVisitor,
}) => {
  const reader = await visitor();
  const edgeReader = await edgeVisitor();
  const [post, list, unrelated] = [`${SITE}/a-loaf-that-keeps/`, `${SITE}/`, `${SITE}/about/`];
  for (const url of [post, list, unrelated]) {
    await untilHit(reader, url);
    await untilHit(edgeReader, url);
  }

  const editor = await visitor();
  await logIn(editor, SITE);
  await editor.goto(`${SITE}/wp-admin/edit.php`);
  const title = `Edited ${Date.now()}`;
  const row = editor.locator('tr.type-post', { has: editor.locator(`a[href="${post}"]`) });
  await row.hover();
  await row.getByRole('button', { name: /Quick edit/ }).click();
  const form = editor.locator('#the-list tr.inline-editor');
  await form.getByLabel('Title').fill(title);
  await form.getByRole('button', { name: 'Update' }).click();
  await expect(editor.locator('tr.type-post', { hasText: title })).toBeVisible();

  for (const url of [post, list]) {
    expect(said(await reader.goto(url)), url).toBe('miss; reason=purged');
    await expect(reader.getByRole('heading', { name: title, exact: true })).toBeVisible();
    await expect(async () => {
      expect(passedEdge(await edgeReader.goto(url))).toBe(true);
      await expect(edgeReader.getByRole('heading', { name: title, exact: true })).toBeVisible({
        timeout: 100,
      });
    }, `${url} at the edge`).toPass({ timeout: 5_000 });
    await untilHit(edgeReader, url);
  }

  expect(said(await reader.goto(unrelated))).toBe('hit; reason=fresh');
  expect(said(await edgeReader.goto(unrelated))).toBe('hit; reason=fresh');
});
