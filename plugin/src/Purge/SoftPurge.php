<?php

/**
 * A purge for owners who choose it: the pages expire, and are shown once more while they are rendered anew. Nothing that
 * changed may go this way; what listeners find always goes through the PurgeQueue.
 */

declare(strict_types=1);

namespace DynamicCache\Purge;

use DynamicCache\Install\Paths;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Tags\Tag;

final class SoftPurge
{
    public function __construct(private readonly SiteStore $store) {}

    public static function of_site(): self
    {
        return new self(SiteStore::of(Paths::of_wordpress(), (string) get_current_blog_id()));
    }

    /**
     * @param list<string> $tags of the vocabulary; `site` among them means every page
     * @param list<string> $urls absolute, or from the root of the site's host
     */
    public function run(array $tags, array $urls): Purged
    {
        $everything = in_array(Tag::site(), $tags, true);
        $tags = $everything ? [Tag::site()] : array_values(array_unique($tags));
        sort($tags, SORT_STRING);
        $urls = array_map(HomeUrl::of_site()->absolute(...), $urls);
        $token = $this->store->expire([...$tags, ...($everything ? [] : PageKeys::tags($urls, $this->store->config_file()))]);
        $record = PurgeRecords::add(new Purged($tags, $urls, $everything, $token, 0, true), Cause::SOFT, microtime(true));
        $purged = new Purged($tags, $urls, $everything, $token, $record, true);
        do_action('dynamic_cache_purged', $purged);

        return $purged;
    }
}
