/** Small plugins that a journey puts into the site for as long as it lasts, and the site's own folder. */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DATA } from './addresses.ts';

const CONTENT = `${DATA}/wordpress/wp-content`;
const installed = (name: string) => `${CONTENT}/mu-plugins/${name}.php`;

/** @param name of a file in `support/plugins`, without `.php` */
export function putPlugin(name: string): void {
  mkdirSync(`${CONTENT}/mu-plugins`, { recursive: true });
  copyFileSync(fileURLToPath(new URL(`plugins/${name}.php`, import.meta.url)), installed(name));
}

export function takePlugin(name: string): void {
  rmSync(installed(name), { force: true });
}

/** How much later it is for the nonces of the plugin `late-form`. */
export function setHoursLater(hours: number): void {
  if (hours === 0) rmSync(`${CONTENT}/hours-later`, { force: true });
  else writeFileSync(`${CONTENT}/hours-later`, String(hours));
}

/** What the plugin `hidden-words` prints from now on, without telling anybody. */
export function setHiddenWords(words: string): void {
  if (words === '') rmSync(`${CONTENT}/hidden-words`, { force: true });
  else writeFileSync(`${CONTENT}/hidden-words`, words);
}
