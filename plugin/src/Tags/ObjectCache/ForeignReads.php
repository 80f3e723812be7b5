<?php

/**
 * The object cache of another plugin with an ear, while a page is rendered for the store: what code outside of core is
 * handed, and which entries of plugins it was handed that are older than this render.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\ObjectCache;

use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Page\Reads;
use DynamicCache\Tags\Records\ListRecords;

final class ForeignReads extends ForeignCache implements Reads
{
    private HandedOut $heard;

    private KeptEntries $entries;

    /** Null where what is in place does not read as core's own does. */
    public static function begin(PageTags $page, ?ListRecords $records): ?self
    {
        $cache = self::in_place();
        if ($cache === null) {
            return null;
        }
        $reads = new self($cache, KeptWrites::of_request());
        $reads->heard = new HandedOut($page);
        $reads->entries = new KeptEntries($page, $records, KeptWrites::of_request());
        $GLOBALS['wp_object_cache'] = $reads;

        return $reads;
    }

    public function get($key, $group = 'default', $force = false, &$found = null): mixed
    {
        $value = $this->read($key, $group, $force, $found);
        if (isset(HandedOut::GROUPS[$group]) || str_ends_with($group, HandedOut::TERMS)) {
            $this->heard->heard($key, $group, $value);
        } elseif ($value !== false || $found === true) {
            $this->entries->heard($key, $group, $value);
        }

        return $value;
    }

    /**
     * @param array<mixed> $keys
     * @param string $group
     */
    public function get_multiple($keys, $group = 'default', mixed ...$more): mixed
    {
        $values = $this->__call('get_multiple', [$keys, $group, ...$more]);
        foreach (is_array($values) ? $values : [] as $key => $value) {
            if ($value !== false) {
                $this->entries->heard($key, $group, $value);
            }
        }

        return $values;
    }

    public function watch(PageTags $page): void
    {
        $this->heard->watch($page);
        $this->entries->watch($page);
    }

    public function peek(int $post): mixed
    {
        return $this->read($post, 'posts');
    }

    public function finish(): void
    {
        $this->heard->finish(fn(int|string $key, string $group): mixed => $this->read($key, $group));
        $this->entries->finish(fn(int|string $key, string $group): mixed => $this->read($key, $group, true));
        $GLOBALS['wp_object_cache'] = $this->cache;
    }
}
