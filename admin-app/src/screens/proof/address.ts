/** What a person types as a page of this site. Pure. */

/** An address from an address or a path; null when it is neither. Whether it is of this site is for the site to say. */
export function addressOfPage(typed: string, home: string): string | null {
  const text = typed.trim();
  if (text === '' || !URL.canParse(text, home)) return null;
  const { protocol, href } = new URL(text, home);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

/** A path with its query, which is what tells pages of one site apart. */
export function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
