<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use DynamicCache\Store\Body;
use DynamicCache\Tests\Store\TemporaryFolder;

/** What pages have in common is compressed once, and nobody can tell by what is sent. */
final class SharedStylesTest extends DropinTestCase
{
    public function test_the_styles_of_a_site_are_kept_when_a_second_page_has_them(): void
    {
        $this->site->get('/styled-1/');
        self::assertSame([16], $this->sizes());
        $this->site->get('/styled-2/');
        [$kept] = $this->sizes();
        self::assertGreaterThan(10_000, $kept);
        $this->site->get('/styled-3/');
        self::assertSame([$kept], $this->sizes());

        foreach (['/styled-1/', '/styled-2/', '/styled-3/'] as $path) {
            $this->assert_is_whole($path);
        }
    }

    public function test_what_is_sent_is_taken_by_another_reader_of_gzip(): void
    {
        $plain = $this->site->get('/styled-1/');
        $gzip = $this->site->get('/styled-1/', ['Accept-Encoding' => 'gzip']);
        $process = proc_open(['gzip', '-dc'], [['pipe', 'r'], ['pipe', 'w'], ['pipe', 'w']], $pipes);
        self::assertIsResource($process);
        fwrite($pipes[0], $gzip->body);
        fclose($pipes[0]);

        self::assertSame($plain->body, stream_get_contents($pipes[1]));
        self::assertSame('', stream_get_contents($pipes[2]));
        self::assertSame(0, proc_close($process));
    }

    public function test_a_page_without_styles_in_it_leaves_nothing(): void
    {
        $this->site->get('/');
        self::assertSame([], $this->sizes());
        $this->assert_is_whole('/');
    }

    public function test_one_that_was_damaged_is_noticed(): void
    {
        $this->site->get('/styled-1/');
        $this->site->get('/styled-2/');
        $file = $this->files()[0] ?? '';
        $bytes = (string) file_get_contents($file);
        file_put_contents($file, substr_replace($bytes, 'xxxx', strlen($bytes) - 100, 4));
        $this->site->get('/styled-3/');

        $this->assert_is_whole('/styled-3/');
    }

    public function test_where_none_can_be_kept_pages_are_stored_all_the_same(): void
    {
        touch("{$this->site->dir}/cache/streams");
        $this->site->get('/styled-1/');
        $this->site->get('/styled-2/');

        $this->assert_is_whole('/styled-1/');
        $this->assert_is_whole('/styled-2/');
    }

    /** The bytes follow from the body, as its ETag says. */
    private function assert_is_whole(string $path): void
    {
        $plain = $this->site->get($path);
        $gzip = $this->site->get($path, ['Accept-Encoding' => 'gzip']);

        self::assert_says('hit; reason=fresh', $plain);
        self::assert_says('hit; reason=fresh', $gzip);
        self::assertSame($plain->body, $gzip->text());
        self::assertSame(Body::of($plain->body)->gzip, $gzip->body);
    }

    /** @return list<string> */
    private function files(): array
    {
        return TemporaryFolder::matching("{$this->site->dir}/cache/streams/1/*");
    }

    /** @return list<int|false> */
    private function sizes(): array
    {
        clearstatcache();

        return array_map(filesize(...), $this->files());
    }
}
