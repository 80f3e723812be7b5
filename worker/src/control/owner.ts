/** Whose rows a signed request may see and change. */
import { ApiFailure } from '../failure.ts';
import { SiteKeys } from '../sites/site-keys.ts';
import type { SignedBy } from './signed-by.ts';

export interface Owner {
  /** The site whose key signed; one name for all who hold the shared secret. */
  tenant: string;
  /** Sandbox rows are apart for each of these. A tester works in the sandbox of the site. */
  pluginId: string;
}

/** No site has this id: theirs begin with `site-`. */
const SHARED_TENANT = 'shared';

export function ownerOf({ siteId, pluginId }: SignedBy): Owner {
  return siteId === null ? { tenant: SHARED_TENANT, pluginId } : { tenant: siteId, pluginId: siteId };
}

/**
 * The owner of what a request says of a site, when its key may speak for that site: a site's or a tester's key for that
 * one site, the shared secret for those that are not registered.
 */
export async function ownerFor(signed: SignedBy, siteId: string, db: D1Database): Promise<Owner> {
  const isOwn =
    signed.siteId === null ? !(await new SiteKeys(db).isRegistered(siteId)) : signed.siteId === siteId;
  if (!isOwn)
    throw new ApiFailure('not_authorised_for_site', [{ path: 'site_id', message: 'of somebody else' }]);
  return ownerOf(signed);
}
