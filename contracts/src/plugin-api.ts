/** Bodies of the plugin's REST API (`dynamic-cache/v1`) that are validated on both sides. */
import { z } from 'zod';
import { TagName } from './tags.ts';

/** `POST /purge`: at least one member. */
export const SitePurge = z.strictObject({
  urls: z.array(z.string().min(1).max(8192)).min(1).max(1000).optional(),
  tags: z.array(TagName).min(1).max(5000).optional(),
  /** Post id. */
  post: z.int().min(1).optional(),
  everything: z.boolean().optional(),
});
export type SitePurge = z.infer<typeof SitePurge>;
