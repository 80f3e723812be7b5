/** The tags of a page, by what they stand for: what put each there, and what purges it. */
import type { ExplainTag } from '@dynamic-cache/contracts/page-actions';
import { __ } from '@wordpress/i18n';
import { count } from '../format.ts';

/** Kinds of tags in the order in which an owner asks about them; the last takes what is in no other. */
const GROUPS = [
  {
    title: () => __('Posts, pages and media', 'ai-wp-dynamic-cache'),
    kinds: ['post', 'meta', 'terms', 'comments', 'adjacent'],
  },
  {
    title: () => __('Lists', 'ai-wp-dynamic-cache'),
    kinds: [
      'list',
      'query',
      'slug',
      'tax',
      'archives',
      'authors',
      'count',
      'home',
      'paged',
      'feed',
      'search',
      'sitemap',
    ],
  },
  { title: () => __('Categories, tags and people', 'ai-wp-dynamic-cache'), kinds: ['term', 'user'] },
  {
    title: () => __('Theme, menus and widgets', 'ai-wp-dynamic-cache'),
    kinds: ['template', 'part', 'styles', 'css', 'menu', 'widget', 'mod'],
  },
  { title: () => __('Settings, tables and everything else', 'ai-wp-dynamic-cache'), kinds: [] },
] as const;

export function Dependencies({ tags }: { tags: readonly ExplainTag[] }) {
  return (
    <>
      {grouped(tags).map(({ title, members }, place) => (
        <details key={title} className="dynamic-cache-tags" open={place === 0 && members.length <= 20}>
          <summary>
            {title} <span>({count(members.length)})</span>
          </summary>
          <dl>
            {members.map((tag) => (
              <Tag key={tag.tag} tag={tag} />
            ))}
          </dl>
        </details>
      ))}
    </>
  );
}

function Tag({ tag: { tag, meaning, source } }: { tag: ExplainTag }) {
  return (
    <div>
      <dt>
        <code dir="ltr">{tag}</code>
      </dt>
      <dd>{meaning}</dd>
      {source !== '' && <dd className="dynamic-cache-tags__source">{source}</dd>}
    </div>
  );
}

/** Groups that have members, in their order; in each the kinds of tags stay together, in theirs. */
export function grouped(tags: readonly ExplainTag[]): { title: string; members: ExplainTag[] }[] {
  const kindOf = ({ tag }: ExplainTag) => /^[a-z]+/.exec(tag)?.[0] ?? '';
  const known: readonly string[] = GROUPS.flatMap(({ kinds }) => [...kinds]);
  return GROUPS.map(({ title, kinds }) => ({
    title: title(),
    members:
      kinds.length === 0
        ? tags.filter((tag) => !known.includes(kindOf(tag)))
        : kinds.flatMap((kind) => tags.filter((tag) => kindOf(tag) === kind)),
  })).filter(({ members }) => members.length > 0);
}
