/** Core's own route for what belongs to the person who is logged in. */
import apiFetch from '@wordpress/api-fetch';
import { z } from 'zod';

const META = 'dynamic_cache_pages_view';
const PATH = '/wp/v2/users/me?context=edit&_fields=meta';
const Me = z.object({ meta: z.object({ [META]: z.unknown() }) });

/** What was kept, unread; whoever uses it parses it. @throws whatever api-fetch throws, or a ZodError */
export async function readKeptView(): Promise<unknown> {
  return Me.parse(await apiFetch({ path: PATH })).meta[META];
}

export async function saveKeptView(kept: Readonly<Record<string, unknown>>): Promise<void> {
  await apiFetch({ path: '/wp/v2/users/me', method: 'POST', data: { meta: { [META]: kept } } });
}
