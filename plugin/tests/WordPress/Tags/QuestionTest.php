<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Purge\PurgeQueue;
use PHPUnit\Framework\Attributes\DataProvider;

/** A template that asks about a post and prints the answer shows what it asked, however core found the answer. */
final class QuestionTest extends RenderTestCase
{
    public int $elbe = 0;

    public int $other = 0;

    public int $rivers = 0;

    public int $hills = 0;

    /**
     * @param \Closure(self): mixed $ask
     * @param \Closure(self): mixed $edit
     */
    #[DataProvider('answers')]
    public function test_another_answer_purges_the_page_that_gave_it(bool $isPrimed, \Closure $ask, \Closure $edit): void
    {
        $fill = $this->shown($isPrimed, $ask);
        $before = $this->output;

        $edit($this);
        PurgeQueue::flush_all();

        self::assertNotSame($before, $this->answer($ask), 'the edit changes the answer');
        self::assertNotSame('served', self::fate('/'), implode(' ', $fill));
    }

    /**
     * @param \Closure(self): mixed $ask
     * @param \Closure(self): mixed $edit
     */
    #[DataProvider('others')]
    public function test_what_cannot_change_the_answer_purges_nothing(bool $isPrimed, \Closure $ask, \Closure $edit): void
    {
        $fill = $this->shown($isPrimed, $ask);
        $before = $this->output;

        $edit($this);
        PurgeQueue::flush_all();

        self::assertSame($before, $this->answer($ask), 'the edit leaves the answer');
        self::assertSame('served', self::fate('/'), implode(' ', $fill));
    }

    /** @return iterable<string, array{bool, \Closure(self): mixed, \Closure(self): mixed}> */
    public static function answers(): iterable
    {
        $isNamed = static fn(self $site): bool => has_term('Rivers', 'category', $site->elbe);
        $asked = [
            'has_term, by id' => static fn(self $site): bool => has_term($site->rivers, 'category', $site->elbe),
            'has_term, by name' => $isNamed,
            'in_category' => static fn(self $site): bool => in_category('rivers', $site->elbe),
            'is_object_in_term' => static fn(self $site): bool => is_object_in_term($site->elbe, 'category', ['rivers']) === true,
            'get_the_terms' => static fn(self $site): string => implode(wp_list_pluck(array_filter((array) get_the_terms($site->elbe, 'category'), 'is_object'), 'name')),
            'get_the_category_list' => static fn(self $site): string => get_the_category_list(', ', '', $site->elbe),
            'get_object_term_cache' => static fn(self $site): string => implode(wp_list_pluck(array_filter((array) get_object_term_cache($site->elbe, 'category'), 'is_object'), 'name')),
            'wp_get_object_terms' => static fn(self $site): string => implode(array_filter((array) wp_get_object_terms($site->elbe, 'category', ['fields' => 'names']), 'is_string')),
        ];
        $moved = static fn(self $site) => wp_set_post_categories($site->elbe, [$site->hills]);
        $isRenamed = static fn(self $site) => wp_update_term($site->rivers, 'category', ['name' => 'Streams', 'slug' => 'streams']);
        foreach ($asked as $name => $ask) {
            foreach ([true, false] as $isPrimed) {
                if ($name === 'get_object_term_cache' && !$isPrimed) {
                    continue;
                }
                $how = $isPrimed ? 'primed' : 'not primed';
                yield "{$name}, {$how}, another category" => [$isPrimed, $ask, $moved];
                if ($name !== 'has_term, by id') {
                    yield "{$name}, {$how}, another name" => [$isPrimed, $ask, $isRenamed];
                }
            }
        }
        foreach ([true, false] as $isPrimed) {
            $how = $isPrimed ? 'primed' : 'not primed';
            $hasTag = static fn(self $site): bool => has_tag('', $site->elbe);
            yield "has_tag, none so far, {$how}" => [$isPrimed, $hasTag, static fn(self $site) => wp_set_post_tags($site->elbe, ['wet'])];
            yield "has_post_format, {$how}" => [$isPrimed, static fn(self $site): bool => has_post_format('quote', $site->elbe), static fn(self $site) => set_post_format($site->elbe, 'quote')];
            yield "has_term, that gets the name, {$how}" => [$isPrimed, static fn(self $site): bool => has_term('Streams', 'category', $site->elbe), $isRenamed];
        }
    }

    /** @return iterable<string, array{bool, \Closure(self): mixed, \Closure(self): mixed}> */
    public static function others(): iterable
    {
        foreach ([true, false] as $isPrimed) {
            $how = $isPrimed ? 'primed' : 'not primed';
            $isIn = static fn(self $site): bool => has_term($site->rivers, 'category', $site->elbe);
            yield "by id, another name, {$how}" => [$isPrimed, $isIn, static fn(self $site) => wp_update_term($site->rivers, 'category', ['name' => 'Streams'])];
            yield "another post's categories, {$how}" => [$isPrimed, $isIn, static fn(self $site) => wp_set_post_categories($site->other, [$site->hills])];
            yield "its tags, {$how}" => [$isPrimed, $isIn, static fn(self $site) => wp_set_post_tags($site->elbe, ['wet'])];
            yield "its text, {$how}" => [$isPrimed, $isIn, static fn(self $site) => wp_update_post(['ID' => $site->elbe, 'post_content' => 'More.'])];
        }
    }

    /**
     * The page of that question, stored.
     *
     * @param \Closure(self): mixed $ask
     *
     * @return list<string> its tags
     */
    private function shown(bool $isPrimed, \Closure $ask): array
    {
        $this->rivers = self::term('Rivers');
        $this->hills = self::term('Hills');
        $this->elbe = self::post(['post_category' => [$this->rivers]]);
        $this->other = self::post(['post_category' => [$this->rivers]]);
        $this->drain();
        wp_cache_flush();
        $fill = $this->observe(function () use ($isPrimed, $ask): void {
            if ($isPrimed) {
                update_object_term_cache([$this->elbe, $this->other], 'post');
            }
            echo serialize($ask($this));
        });
        self::store_page('/', $fill->tags());

        return $fill->tags();
    }

    /** @param \Closure(self): mixed $ask */
    private function answer(\Closure $ask): string
    {
        wp_cache_flush();
        update_object_term_cache([$this->elbe], 'post');

        return serialize($ask($this));
    }
}
