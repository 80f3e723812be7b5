<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Lists;

use DynamicCache\Tests\WordPress\LiveAnswer;
use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

/**
 * R-22 for lists, with a web server and its processes: in every round several visitors ask for pages that print the same
 * list while an editor changes it over REST; when all are answered, what the cache gives out must be the list of now.
 * Renders and saves are held up at random. RACE_RUNS rounds (12; the long run takes 1,000), RACE_SEED for the same edits.
 */
final class LiveRaceTest extends TestCase
{
    private const PAGES = ['/', '/sample-page/'];

    private LiveSite $site;

    protected function setUp(): void
    {
        $this->site = LiveSite::start();
        copy(__DIR__ . '/late-list.php', $this->site->file('wp-content/mu-plugins/late-list.php'));
        $this->site->switch(true);
    }

    protected function tearDown(): void
    {
        $this->site->stop();
    }

    public function test_r_22_no_round_leaves_an_old_list_in_the_cache(): void
    {
        $seed = self::setting('RACE_SEED', random_int(1, 1_000_000_000));
        mt_srand($seed);
        $posts = $this->posts();
        $hits = 0;
        for ($round = 0; $round < self::setting('RACE_RUNS', 12); $round++) {
            $post = array_rand($posts);
            $posts[$post] = $posts[$post] === 'publish' ? 'draft' : 'publish';
            $this->edit_while_visitors_come($post, $posts[$post]);
            // Twice: what the first of them left in the cache is given to the second, which waits for its render.
            foreach ([...self::PAGES, ...self::PAGES] as $path) {
                $answer = $this->site->request('GET', $path);
                $cache = $answer->header('X-Dynamic-Cache');
                $hits += (int) str_starts_with($cache, 'hit');
                [$count, $shown] = self::list($answer);
                self::assertSame(self::expected($posts, $count), $shown, "RACE_SEED={$seed}, round {$round}: {$path}, {$cache}");
            }
        }
        self::assertGreaterThan(0, $hits, 'Nothing was ever given out of the cache.');
    }

    private function edit_while_visitors_come(int $post, string $status): void
    {
        $visits = array_map(static fn(string $path): array => ['GET', $path, '', []], [...self::PAGES, ...self::PAGES]);
        $answers = $this->site->requests([...array_slice($visits, 0, mt_rand(1, 3)), $this->save("/{$post}", ['status' => $status])]);
        self::assertSame(200, $answers[count($answers) - 1]->status);
    }

    /** @return array<int, string> id → status */
    private function posts(): array
    {
        $posts = [];
        for ($i = 1; $i <= 5; $i++) {
            $id = $this->site->request(...$this->save('', ['title' => "Post {$i}", 'slug' => "a-{$i}", 'status' => 'publish']))->member('id');
            self::assertIsInt($id);
            $posts[$id] = 'publish';
        }

        return $posts;
    }

    /**
     * @param array<string, string> $fields
     *
     * @return array{non-empty-string, string, string, array<string, string>}
     */
    private function save(string $path, array $fields): array
    {
        [$method, , $body, $headers] = $this->site->rest_request('POST', '', json_encode($fields, JSON_THROW_ON_ERROR));

        return [$method, "/wp-json/wp/v2/posts{$path}", $body, $headers];
    }

    /** @param array<int, string> $posts */
    private static function expected(array $posts, int $count): string
    {
        // Behind them comes `hello-world`, the post that WordPress makes.
        return implode(',', array_slice([...array_keys($posts, 'publish', true), 1], 0, $count));
    }

    /** @return array{int, string} how many it may show, and which it does */
    private static function list(LiveAnswer $answer): array
    {
        return preg_match('/<p>LIST ([0-9]): ([0-9,]*)</', $answer->body, $match) === 1 ? [(int) $match[1], $match[2]] : [0, "status {$answer->status}"];
    }

    private static function setting(string $name, int $default): int
    {
        $value = getenv($name);

        return $value === false ? $default : (int) $value;
    }
}
