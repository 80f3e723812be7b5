import { z } from 'zod';
import type { Say } from './progress.ts';
import { COMMENTS, type SampleComment } from './sample/comments.ts';
import { MENU, PAGES, type SamplePage } from './sample/pages.ts';
import { drawPicture } from './sample/picture.ts';
import { CATEGORIES, POSTS, TAGS } from './sample/posts.ts';
import { UnableToUseSite, type WordPressSession } from './wordpress-session.ts';

const Batch = z.object({
  responses: z.array(z.object({ status: z.number(), body: z.looseObject({ id: z.number().optional() }) })),
});

/** What WordPress called the things that were made, by slug. */
type Ids = Map<string, number>;

/** Fills a new site with pages, posts, terms, a picture, comments and a menu. */
export async function makeSampleContent(session: WordPressSession, say: Say): Promise<void> {
  say('pages');
  const pages = await makePages(session);
  say('posts');
  const posts = await makePosts(session, pages);
  say('comments');
  // Two at once: PHP-WASM has three workers, and each comment may make the site call itself.
  const half = Math.ceil(COMMENTS.length / 2);
  await Promise.all([
    makeComments(session, posts, COMMENTS.slice(0, half)),
    makeComments(session, posts, COMMENTS.slice(half)),
  ]);
  say(`${PAGES.length} pages, ${POSTS.length} posts, ${COMMENTS.length} comments`);
}

async function makePages(session: WordPressSession): Promise<Ids> {
  const made: Ids = new Map();
  const above = PAGES.filter((page) => page.under === undefined);
  const below = PAGES.filter((page) => page.under !== undefined);
  for (const level of [above, below]) {
    const pages = level.map((page) => ({
      path: '/wp/v2/pages',
      slug: page.slug,
      title: page.title,
      status: 'publish',
      content: paragraphs(page.text),
      menu_order: PAGES.indexOf(page),
      ...(page.under === undefined ? {} : { parent: idOf(made, page.under) }),
    }));
    await createAll(session, pages, made);
  }
  return made;
}

async function makePosts(session: WordPressSession, pages: Ids): Promise<Ids> {
  const terms: Ids = new Map();
  const named = (path: string, names: Record<string, string>) =>
    Object.entries(names).map(([slug, name]) => ({ path, slug, name }));
  await createAll(session, [...named('/wp/v2/categories', CATEGORIES), ...named('/wp/v2/tags', TAGS)], terms);
  const picture = await uploadPicture(session);
  const made: Ids = new Map();
  const posts = POSTS.map((post) => ({
    path: '/wp/v2/posts',
    slug: post.slug,
    title: post.title,
    date: post.date,
    status: 'publish',
    content: paragraphs(post.text),
    categories: post.categories.map((slug) => idOf(terms, slug)),
    tags: post.tags.map((slug) => idOf(terms, slug)),
    ...(post.picture ? { featured_media: picture } : {}),
  }));
  const navigation = { path: '/wp/v2/navigation', slug: 'main', title: 'Main', status: 'publish' };
  await createAll(session, [...posts, { ...navigation, content: menu(pages) }], made);
  return made;
}

async function uploadPicture(session: WordPressSession): Promise<number> {
  const about = new URLSearchParams({
    title: 'A cup of coffee',
    alt_text: 'A full white cup on a wooden table',
  });
  const picture = { name: 'cup-of-coffee.png', png: drawPicture() };
  // Not as a form: WordPress takes pictures in forms only when PHP can scale them, and GD may be missing.
  const call = { method: 'POST', route: `wp/v2/media?${about}`, picture };
  const { id } = await session.rest(call, z.object({ id: z.number() }));
  return id;
}

async function makeComments(session: WordPressSession, posts: Ids, comments: SampleComment[]): Promise<void> {
  for (const comment of comments) {
    // No author id: with one, or without a name, the comment would be the administrator's.
    const body = {
      post: idOf(posts, comment.post),
      author_name: comment.author,
      author_email: `${comment.author.toLowerCase().replaceAll(' ', '.')}@example.test`,
      date: comment.date,
      content: comment.text,
      status: 'approved',
    };
    await session.rest({ method: 'POST', route: 'wp/v2/comments', body }, z.unknown());
  }
}

// One request for many things: under PHP-WASM every request costs the better part of a second.
async function createAll(
  session: WordPressSession,
  things: ({ path: string; slug: string } & Record<string, unknown>)[],
  made: Ids,
): Promise<void> {
  const requests = things.map(({ path, ...body }) => ({ method: 'POST', path, body }));
  const batch = await session.rest({ method: 'POST', route: 'batch/v1', body: { requests } }, Batch);
  for (const [index, thing] of things.entries()) {
    const response = batch.responses[index];
    if (response?.status !== 201 || response.body.id === undefined) {
      throw new UnableToUseSite(
        `Making ${thing.path} “${thing.slug}” failed: ${JSON.stringify(response?.body)}`,
      );
    }
    made.set(thing.slug, response.body.id);
  }
}

function menu(pages: Ids): string {
  return MENU.map((slug) => {
    const below = PAGES.filter((page) => page.under === slug);
    const link = attributes(pages, slug);
    return below.length === 0
      ? `<!-- wp:navigation-link ${link} /-->`
      : `<!-- wp:navigation-submenu ${link} -->${below
          .map((page) => `<!-- wp:navigation-link ${attributes(pages, page.slug)} /-->`)
          .join('')}<!-- /wp:navigation-submenu -->`;
  }).join('');
}

function attributes(pages: Ids, slug: string): string {
  const label = PAGES.find((page) => page.slug === slug)?.title ?? slug;
  // Without a host: the address of the site may have another port tomorrow.
  const url = `/${pathOf(slug)}/`;
  return JSON.stringify({ label, type: 'page', id: idOf(pages, slug), url, kind: 'post-type' });
}

function pathOf(slug: string): string {
  const under: SamplePage['under'] = PAGES.find((page) => page.slug === slug)?.under;
  return under === undefined ? slug : `${under}/${slug}`;
}

function paragraphs(text: string[]): string {
  return text.map((one) => `<!-- wp:paragraph --><p>${one}</p><!-- /wp:paragraph -->`).join('\n\n');
}

function idOf(ids: Ids, slug: string): number {
  const id = ids.get(slug);
  if (id === undefined) {
    throw new UnableToUseSite(`The sample content names “${slug}”, which was not made.`);
  }
  return id;
}
