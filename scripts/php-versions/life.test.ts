/** A page is stored, served and purged under each version of PHP that the plugin promises, and PHP has nothing to say. */
import { expect, test } from 'vitest';
import { VERSIONS } from './php.ts';
import { type Site, startSite } from './site.ts';

const TRIES = 5;

/** Until the page is stored: the first renders of a new site write by themselves. */
async function fill(site: Site, path: string): Promise<string> {
  const words: string[] = [];
  while (words.length < TRIES) {
    const { word, body } = await site.ask(path);
    if (word === 'hit') return body;
    words.push(word);
  }
  return `never stored: ${words.join(', ')}`;
}

function member(body: string, name: string): unknown {
  const document: unknown = JSON.parse(body);
  return typeof document === 'object' && document !== null ? Reflect.get(document, name) : undefined;
}

test.each(VERSIONS)(
  'a page is filled, hit, purged by its edit and filled anew under PHP %s',
  async (version) => {
    const site = await startSite(version);
    try {
      const before = await site.rest('GET', 'dynamic-cache/v1/settings');
      const on = await site.rest(
        'PATCH',
        'dynamic-cache/v1/settings',
        '{"enabled":true}',
        String(member(before.body, 'revision')),
      );
      expect(on.status, on.body).toBe(200);
      expect(await fill(site, '/hello-world/')).toContain('Hello world!');

      const edit = await site.rest('POST', 'wp/v2/posts/1', '{"title":"Edited under the new PHP"}');
      expect(edit.status).toBe(200);
      const after = await site.ask('/hello-world/');
      expect(after.word).toBe('miss');
      expect(after.body).toContain('Edited under the new PHP');
      expect(await fill(site, '/hello-world/')).toContain('Edited under the new PHP');
      expect(site.complaints()).toEqual([]);
    } finally {
      await site.stop();
    }
  },
);
