<?php

/** A stored page as the web server sees it: the file that its rules name at this moment, there or not. */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Store\Page;

final class LinkedPage
{
    public function __construct(private readonly Site $site, private readonly Page $page) {}

    /**
     * Whether rules that are active find it: those of nginx by a name with the time in it, those of Apache without.
     *
     * @param int $now Unix seconds
     */
    public function is_found(int $now): bool
    {
        $name = Candidate::name($this->page, $this->site->config);
        if ($name instanceof Hindrance) {
            return false;
        }
        $rules = $this->site->rules();
        clearstatcache();
        foreach ([$rules, Windows::names($rules, $now)[0] ?? $rules] as $open) {
            if (is_file("{$this->site->folder()}/open/{$open}/{$name}")) {
                return true;
            }
        }

        return false;
    }
}
