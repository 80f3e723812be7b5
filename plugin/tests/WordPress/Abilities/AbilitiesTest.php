<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Abilities;

use DynamicCache\Tests\WordPress\WordPressTestCase;

final class AbilitiesTest extends WordPressTestCase
{
    public function test_an_administrator_reads_the_status(): void
    {
        $this->become('administrator');
        $status = $this->ability('status')->execute();

        self::assertIsArray($status);
        self::assertSame([true, '0.1.0'], [$status['ok'], $status['version']]);
    }

    public function test_who_may_not_purge_over_REST_may_not_here(): void
    {
        $this->become('author');

        self::assertFalse($this->ability('purge')->check_permissions(['everything' => true]));
        self::assertInstanceOf(\WP_Error::class, @$this->ability('purge')->execute(['everything' => true]));
    }

    public function test_an_author_purges_a_post_of_his_own_and_no_other(): void
    {
        $author = $this->become('author');
        $own = wp_insert_post(['post_title' => 'Mine', 'post_status' => 'publish', 'post_author' => $author]);

        self::assertTrue($this->ability('purge')->check_permissions(['post' => $own]));
        self::assertFalse($this->ability('purge')->check_permissions(['post' => 1]));
    }

    public function test_a_purge_is_done(): void
    {
        $this->become('administrator');
        $purged = 0;
        add_action('dynamic_cache_purged', static function () use (&$purged): void {
            $purged++;
        });

        self::assertSame(['ok' => true], $this->ability('purge')->execute(['tags' => ['post:1']]));
        self::assertSame(1, $purged);
    }

    public function test_what_REST_refuses_comes_back_as_an_error_with_its_word(): void
    {
        $this->become('administrator');
        $refused = $this->ability('purge')->execute(['everything' => false]);

        self::assertInstanceOf(\WP_Error::class, $refused);
        self::assertSame('dynamic_cache_nothing_to_purge', $refused->get_error_code());
    }

    public function test_all_four_are_there(): void
    {
        foreach (['status', 'explain', 'purge', 'warm'] as $name) {
            self::assertSame('dynamic-cache', $this->ability($name)->get_category());
        }
    }

    private function ability(string $name): \WP_Ability
    {
        $ability = wp_get_ability("dynamic-cache/{$name}");
        self::assertInstanceOf(\WP_Ability::class, $ability);

        return $ability;
    }
}
