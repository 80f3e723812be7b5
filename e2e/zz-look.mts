import { chromium } from '@playwright/test';
const SITE = 'http://127.0.0.1:9390';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
page.on('console', m => { if (m.type()==='error'||m.type()==='warning') console.log('CONSOLE', m.text().slice(0,300)); });
page.on('pageerror', e => console.log('ERR', e.message));
await page.goto(SITE + '/wp-login.php');
await page.getByLabel('Username or Email Address').fill('admin');
await page.getByLabel('Password', { exact: true }).fill('password');
await page.getByRole('button', { name: 'Log In' }).click();
await page.waitForURL('**/wp-admin/**');
const at = (s: string) => SITE + '/wp-admin/admin.php?page=ai-wp-dynamic-cache&screen=settings&section=' + s;
for (const s of ['pages','not-cached','variants','edge']) {
  await page.goto(at(s));
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await page.waitForTimeout(400);
  await page.screenshot({ path: `/tmp/shots/${s}.png`, fullPage: true });
}
await page.setViewportSize({ width: 360, height: 740 });
await page.goto(at('pages'));
await page.getByRole('heading', { level: 2 }).first().waitFor();
await page.waitForTimeout(400);
await page.screenshot({ path: `/tmp/shots/narrow.png`, fullPage: true });
console.log('overflow', await page.evaluate(() => document.documentElement.scrollWidth));
await browser.close();
