/**
 * Visitors who come at a steady pace, whether or not the ones before were answered: nine want a page that is stored, the
 * tenth one that nobody has asked for. A site that answers late does not make them come later.
 */
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export const KINDS = ['stored page', 'page that is rendered'] as const;
export type Kind = (typeof KINDS)[number];

/** Milliseconds to the last byte. */
export type Times = Record<Kind, number[]>;

const PAGES = ['/', '/post-3/'];

/** One in so many is a render. */
const RENDERS = 10;

export class UnexpectedAnswer extends Error {}

/** Comes until `isOver`; `name` is in no other stretch's addresses. */
export async function visit(
  site: string,
  { every, name, isOver }: { every: number; name: string; isOver: () => boolean },
): Promise<Times> {
  const times: Times = { 'stored page': [], 'page that is rendered': [] };
  const underWay: Promise<void>[] = [];
  const began = performance.now();
  for (let count = 0; !isOver(); count++) {
    const page = PAGES[count % PAGES.length] ?? '/';
    const kind = count % RENDERS === 0 ? 'page that is rendered' : 'stored page';
    const path = kind === 'stored page' ? page : `${page}?n=${name}-${count}`;
    const answered = ask(new URL(path, site), kind).then((ms) => void times[kind].push(ms));
    // Waited for at the end; until then nobody else looks at one that fails.
    answered.catch(() => {});
    underWay.push(answered);
    await sleep(Math.max(0, began + (count + 1) * every - performance.now()));
  }
  await Promise.all(underWay);
  return times;
}

function ask(url: URL, kind: Kind): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    request(url, { agent: false }, (response) => {
      const said = String(response.headers['x-dynamic-cache']);
      const isRight = kind === 'stored page' ? said.startsWith('hit') : said.startsWith('miss');
      response.resume().on('end', () => {
        if (response.statusCode === 200 && isRight) resolve(performance.now() - began);
        else reject(new UnexpectedAnswer(`${url}: ${response.statusCode}, ${said}`));
      });
    })
      .on('error', reject)
      .end();
  });
}
