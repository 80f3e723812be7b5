<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Tags;

use DynamicCache\Lists\DatabaseListTable;
use DynamicCache\Purge\Purged;
use DynamicCache\Purge\PurgeQueue;

/** Asks every question on a page of its own, does something to the site, and tells which pages went wrongly or stayed. */
abstract class AnswersTestCase extends RenderTestCase
{
    /** @return array<string, \Closure(QuestionedSite): mixed> */
    abstract protected static function questions(): array;

    /** @return list<array{string, string, string}> question, edit, why the page goes although its answer stays; patterns of fnmatch() */
    abstract protected static function known(): array;

    /**
     * @param \Closure(QuestionedSite): mixed $edit
     *
     * @return array<string, string> question → what is wrong with its page
     */
    protected function faults_of(string $name, \Closure $edit, string $structure): array
    {
        add_filter('wp_hash_password_options', static fn(): array => ['cost' => 4]);
        update_option('permalink_structure', $structure);
        global $wp_rewrite;
        self::assertInstanceOf(\WP_Rewrite::class, $wp_rewrite);
        $wp_rewrite->init();
        flush_rewrite_rules(false);
        $site = QuestionedSite::make();
        $this->lists = DatabaseListTable::of_site();
        $answers = $this->store_pages($site);

        $edit($site);
        PurgeQueue::flush_all();

        return $this->faults($name, $answers, $site);
    }

    /**
     * Each question on a page of its own.
     *
     * @return array<string, array{string, list<string>}> question → what its page says, and its tags
     */
    private function store_pages(QuestionedSite $site): array
    {
        $pages = $rare = [];
        // Twice: what is rare is worth a purge after the first render that showed it.
        foreach ([1, 2] as $round) {
            $asked = $round === 1 ? static::questions() : array_intersect_key(static::questions(), $rare);
            foreach ($asked as $question => $ask) {
                $fill = $this->observe(static function () use ($ask, $site): void {
                    wp_cache_flush();
                    echo serialize($ask($site));
                });
                self::assertTrue($round === 1 || $fill->refusal() === null, $question);
                $rare += $fill->refusal() === null ? [] : [$question => true];
                $pages[$question] = [$this->output, $fill->tags()];
            }
            $this->drain();
        }
        foreach ($pages as $question => [, $tags]) {
            self::store_page($question, $tags);
        }

        return $pages;
    }

    /**
     * @param array<string, array{string, list<string>}> $pages
     *
     * @return array<string, string>
     */
    private function faults(string $edit, array $pages, QuestionedSite $site): array
    {
        $faults = [];
        foreach (static::questions() as $question => $ask) {
            wp_cache_flush();
            $isSame = serialize($ask($site)) === $pages[$question][0];
            $isServed = self::fate($question) === 'served';
            if ($isSame !== $isServed && ($isServed || !self::is_known($question, $edit))) {
                $purged = array_merge(...array_map(static fn(Purged $purged): array => $purged->tags, $this->purged));
                $faults[$question] = $isServed ? 'stale: ' . implode(' ', $pages[$question][1]) : 'needless: ' . implode(' ', array_intersect($pages[$question][1], $purged));
            }
        }

        return $faults;
    }

    private static function is_known(string $question, string $edit): bool
    {
        foreach (static::known() as [$questions, $edits]) {
            if (fnmatch($questions, $question) && fnmatch($edits, $edit)) {
                return true;
            }
        }

        return false;
    }
}
