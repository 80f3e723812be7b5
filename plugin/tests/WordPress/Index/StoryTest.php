<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Index;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Explain\EdgeCopy;
use DynamicCache\Explain\TagSource;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\Render\TagSources;

/** What `GET /explain` tells beyond the decision: why a page is never stored, what put its tags there, what purged it. */
final class StoryTest extends IndexTestCase
{
    public function test_a_page_that_is_never_stored_says_why_and_that_this_decided(): void
    {
        $this->refused('/cart/', Reason::SetCookie);
        $steps = $this->explain('/cart/')['steps'];
        $decisive = array_values(array_filter($steps, static fn(mixed $step): bool => is_array($step) && $step['decisive'] === true));

        self::assertCount(1, $decisive);
        self::assertSame('last-render', $decisive[0]['step'] ?? null);
        self::assertStringContainsString('sets a cookie', self::text($decisive[0], 'said'));
        self::assertSame(['at' => $this->now, 'refusal' => 'set-cookie'], $this->explain('/cart/')['last_render']);
    }

    public function test_a_failed_render_decides_nothing_while_visitors_get_the_page_of_before(): void
    {
        $this->stored('/a/', ['post:7']);
        $this->refused('/a/', Reason::DbError);
        $told = $this->explain('/a/');

        self::assertSame(['hit', 'fresh'], [$told['outcome'], $told['reason']]);
        self::assertNotContains('last-render', array_column($told['steps'], 'step'));
    }

    public function test_a_page_whose_time_is_over_is_shown_once_more_and_says_so(): void
    {
        $this->now -= 120;
        $this->stored('/a/', [], lifetime: 60, grace: 600);
        $told = $this->explain('/a/');

        self::assertSame(['stale', 'grace'], [$told['outcome'], $told['reason']]);
        self::assertSame('ttl.grace', array_column($told['steps'], 'setting', 'step')['answer'] ?? null);
    }

    public function test_names_the_purges_that_hit_the_page_and_no_others(): void
    {
        $this->stored('/a/', ['post:7']);
        foreach ([['post:7', 'post:9'], ['post:8'], ['site']] as $tags) {
            PurgeQueue::of_site()->add(...$tags);
            PurgeQueue::of_site()->flush('manual');
        }
        PurgeQueue::of_site()->add_urls('http://127.0.0.1:8899/a/');
        PurgeQueue::of_site()->flush('manual');

        self::assertSame([[], ['site'], ['post:7']], array_column($this->explain('/a/')['purges'], 'tags'));
        self::assertSame([], $this->explain('/never/')['purges']);
    }

    public function test_WP_02_who_may_only_purge_learns_nothing_of_what_others_changed(): void
    {
        $this->stored('/a/', ['post:7']);
        PurgeQueue::of_site()->add('post:7');
        PurgeQueue::of_site()->flush('manual');
        $user = get_user_by('id', $this->become('editor'));
        self::assertInstanceOf(\WP_User::class, $user);
        $user->add_cap('purge_dynamic_cache');
        wp_set_current_user(0);
        wp_set_current_user($user->ID);

        self::assertSame([], $this->explain('/a/')['purges']);
    }

    public function test_tells_what_put_each_tag_there_as_the_render_found_it(): void
    {
        $post = self::post();
        $fill = new Fill();
        $sources = new TagSources();
        $sources->boot($fill);
        add_filter('the_title', static function (string $title) use ($fill): string {
            $fill->tag('post:1');

            return $title;
        });
        add_shortcode('menu-of-today', static function () use ($fill): string {
            $fill->tag('post:2');

            return '';
        });
        $fill->tag('post:3');
        do_shortcode('[menu-of-today]');
        do_blocks('<!-- wp:latest-posts /-->');
        $fill->tag('post:4');
        do_action('dynamic_sidebar', ['id' => 'text-2']);
        get_the_title($post);
        $fill->tag('post:5');

        self::assertSame([
            'post:3' => '',
            'post:2' => '@shortcode:menu-of-today',
            'post:1' => 'the_title@block:core/latest-posts',
            'post:4' => '',
            'post:5' => '@widget:text-2',
        ], $fill->sources());
    }

    public function test_sources_are_said_in_words_and_unknown_ones_by_the_name_of_their_hook(): void
    {
        self::assertSame([
            '',
            'A title was shown, in the block core/post-title',
            'It is in the result of a query',
            'A field of it was read, in the shortcode [menu]',
            'Found at the hook my_hook, in the widget text-2',
            'Found while the page was put together',
        ], array_map(TagSource::of(...), [
            '',
            'the_title@block:core/post-title',
            'shutdown',
            'get_post_metadata@shortcode:menu',
            'my_hook@widget:text-2',
            '@',
        ]));
    }

    public function test_what_the_edge_says_of_its_copy_is_read_from_its_headers_alone(): void
    {
        $copy = static fn(EdgeCopy $copy): array => array_values(array_slice($copy->to_array(), 1, 4));

        self::assertSame(['hit', 'fresh', 12, 600], $copy(EdgeCopy::told(200, 'hit; reason=fresh', '12', 'dynamic-cache-origin; fwd=uri-miss; ttl=9, dynamic-cache-edge; hit; ttl=600; detail=fresh')));
        self::assertSame(['miss', 'cold', null, null], $copy(EdgeCopy::told(504, 'miss; reason=cold', '', '')));
        self::assertSame([null, null, null, null], $copy(EdgeCopy::told(502, '<b>nonsense</b>', '12', '')));
        self::assertStringContainsString('502', (string) EdgeCopy::told(502, '', '', '')->error);
    }

    /** @return array<mixed>&array{outcome: mixed, reason: mixed, steps: array<mixed>, purges: array<mixed>, last_render: mixed} */
    private function explain(string $path): array
    {
        $answer = $this->rest('GET', '/explain?url=' . rawurlencode("http://127.0.0.1:8899{$path}"));
        self::assertSame(200, $answer->status, (string) json_encode($answer->body));
        $steps = $answer->at('steps');
        $purges = $answer->at('purges');

        return ['outcome' => $answer->at('outcome'), 'reason' => $answer->at('reason'), 'steps' => is_array($steps) ? $steps : [], 'purges' => is_array($purges) ? $purges : [], 'last_render' => $answer->at('last_render')];
    }
}
