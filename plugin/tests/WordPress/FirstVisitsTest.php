<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress;

use PHPUnit\Framework\TestCase;

/** A site on which nobody has been yet: what its renders write by themselves costs no visit more than it must. */
final class FirstVisitsTest extends TestCase
{
    public function test_the_second_visit_of_a_page_is_a_hit_once_the_site_has_its_menu(): void
    {
        $site = LiveSite::start();
        try {
            $site->switch(true);
            // Core makes the menu of a block theme while it renders the first page, which is a real change.
            $first = $site->request('GET', '/');
            $words = array_map(
                static fn(string $path): string => $site->request('GET', $path)->header('X-Dynamic-Cache'),
                ['/sample-page/', '/sample-page/', '/hello-world/', '/hello-world/', '/category/uncategorized/', '/category/uncategorized/', '/', '/'],
            );
        } finally {
            $site->stop();
        }

        self::assertSame('miss; reason=changed-by-own-render', $first->header('X-Dynamic-Cache'));
        self::assertSame(array_merge(...array_fill(0, 4, ['miss; reason=cold', 'hit; reason=fresh'])), $words);
    }
}
