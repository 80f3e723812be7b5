<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Abilities;

use DynamicCache\Tests\WordPress\WordPressTestCase;

final class AbilitiesTest extends WordPressTestCase
{
    private const ADVICE = ['advise-routes', 'advise-preload', 'advise-benchmark', 'advise-tuning'];

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

        self::assertSame(['ok' => true, 'edge' => null, 'edge_waits' => false, 'unknown' => []], $this->ability('purge')->execute(['tags' => ['post:1']]));
        self::assertSame(1, $purged);
    }

    public function test_what_REST_refuses_comes_back_as_an_error_with_its_word(): void
    {
        $this->become('administrator');
        $refused = $this->ability('purge')->execute(['everything' => false]);

        self::assertInstanceOf(\WP_Error::class, $refused);
        self::assertSame('dynamic_cache_nothing_to_purge', $refused->get_error_code());
    }

    public function test_what_each_answers_is_what_it_says_it_answers(): void
    {
        $this->become('administrator');
        $members = [];
        $inputs = ['status' => null, 'explain' => ['url' => home_url('/')], 'purge' => ['post' => 1], 'warm' => ['post' => 1]] + array_fill_keys(self::ADVICE, ['source' => 'rules']);
        foreach ($inputs as $name => $input) {
            $schema = $this->ability($name)->get_output_schema();
            $answer = $this->ability($name)->execute($input);
            self::assertIsArray($answer, $name . ': ' . (is_wp_error($answer) ? $answer->get_error_message() : ''));
            $properties = $schema['properties'] ?? null;
            self::assertIsArray($properties);
            // Core lets through what a schema does not mention; an agent would not know of it.
            $members[$name] = [array_diff(array_keys($answer), array_keys($properties)), array_diff(array_keys($properties), array_keys($answer))];
        }

        self::assertSame(array_fill_keys(array_keys($inputs), [[], []]), $members);
    }

    public function test_an_answer_that_is_not_as_it_says_is_an_error(): void
    {
        $this->become('administrator');
        add_filter('rest_request_after_callbacks', static fn(): \WP_REST_Response => new \WP_REST_Response(['ok' => true, 'enabled' => 'yes']), 99);

        self::assertInstanceOf(\WP_Error::class, $this->ability('status')->execute());
    }

    public function test_advice_is_for_who_manages_the_cache_and_needs_no_input(): void
    {
        $this->become('author');
        self::assertFalse($this->ability('advise-tuning')->check_permissions([]));
        $this->become('administrator');
        $advice = $this->ability('advise-tuning')->execute();

        self::assertIsArray($advice, is_wp_error($advice) ? $advice->get_error_message() : '');
        self::assertSame('rules', $advice['source']);
        self::assertInstanceOf(\WP_Error::class, $this->ability('advise-tuning')->execute(['source' => 'oracle']));
    }

    public function test_all_are_there(): void
    {
        foreach (['status', 'explain', 'purge', 'warm', ...self::ADVICE] as $name) {
            self::assertSame('dynamic-cache', $this->ability($name)->get_category());
        }
    }

    protected function setUp(): void
    {
        parent::setUp();
        // Nothing goes out: a page that cannot be fetched is an answer too.
        add_filter('pre_http_request', static fn(): \WP_Error => new \WP_Error('http_request_failed', 'Not in a test.'));
    }

    private function ability(string $name): \WP_Ability
    {
        $ability = wp_get_ability("dynamic-cache/{$name}");
        self::assertInstanceOf(\WP_Ability::class, $ability);

        return $ability;
    }
}
