<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Privacy;

use DynamicCache\Database;
use DynamicCache\Privacy\Privacy;
use DynamicCache\Tests\WordPress\WordPressTestCase;

final class PrivacyTest extends WordPressTestCase
{
    private string $email = '';

    protected function setUp(): void
    {
        parent::setUp();
        $this->become('editor');
        $this->email = wp_get_current_user()->user_email;
        foreach (['wp_privacy_personal_data_exporters', 'wp_privacy_personal_data_erasers'] as $hook) {
            remove_all_filters($hook);
        }
        Privacy::of_wordpress()->boot();
    }

    public function test_WP_25_exports_the_purges_of_a_person_page_by_page(): void
    {
        $this->purges(wp_get_current_user()->user_login, 101);
        $this->purges('somebody else', 3);
        $first = $this->call('exporters', 1);
        $second = $this->call('exporters', 2);

        self::assertSame([100, false, 1, true], [count((array) $first['data']), $first['done'], count((array) $second['data']), $second['done']]);
    }

    public function test_WP_25_nobody_known_by_an_address_has_nothing(): void
    {
        $this->purges('', 2);
        $this->email = 'nobody@example.org';

        self::assertSame(['data' => [], 'done' => true], $this->call('exporters', 1));
        self::assertSame(['items_removed' => false, 'items_retained' => false, 'messages' => [], 'done' => true], $this->call('erasers', 1));
    }

    public function test_WP_25_erases_the_name_and_keeps_what_was_purged(): void
    {
        $this->purges(wp_get_current_user()->user_login, 150);
        $this->purges('somebody else', 3);
        $first = $this->call('erasers', 1);
        $second = $this->call('erasers', 2);

        self::assertSame([true, false, true, true], [$first['items_removed'], $first['done'], $second['items_removed'], $second['done']]);
        self::assertSame([150, 3], [$this->records_of(''), $this->records_of('somebody else')]);
    }

    public function test_the_policy_text_names_the_edge_only_where_there_is_one(): void
    {
        self::assertStringNotContainsString('Cloudflare', \DynamicCache\Privacy\PolicyText::html(false));
        self::assertStringContainsString('Cloudflare', \DynamicCache\Privacy\PolicyText::html(true));
    }

    /** @return array<mixed> */
    private function call(string $kind, int $page): array
    {
        $found = apply_filters("wp_privacy_personal_data_{$kind}", []);
        $ours = is_array($found) ? $found['ai-wp-dynamic-cache'] ?? null : null;
        $callback = is_array($ours) ? $ours['callback'] ?? null : null;
        self::assertIsCallable($callback);
        $answer = $callback($this->email, $page);
        self::assertIsArray($answer);

        return $answer;
    }

    private function purges(string $actor, int $count): void
    {
        for ($i = 0; $i < $count; $i++) {
            Database::connection()->insert(Database::table('purges'), ['at' => 1_700_000_000 + $i, 'actor' => $actor, 'cause' => 'manual', 'tags' => '["site"]', 'urls' => '[]']);
        }
    }

    private function records_of(string $actor): int
    {
        $database = Database::connection();

        return (int) $database->get_var((string) $database->prepare('SELECT COUNT(*) FROM %i WHERE actor = %s', Database::table('purges'), $actor));
    }
}
