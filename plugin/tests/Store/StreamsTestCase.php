<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\Streams;
use PHPUnit\Framework\TestCase;

/** What every adapter of streams promises. Two of them at one place stand for two processes. */
abstract class StreamsTestCase extends TestCase
{
    protected const NOW = 1_795_000_000;

    /** Streams as one more process sees them; all of a test share one place. */
    abstract protected function streams(): Streams;

    public function test_a_piece_that_was_seen_once_costs_nothing_but_a_word(): void
    {
        self::assertNull($this->streams()->find('piece'));
        $this->streams()->keep('piece', 'stream');
        self::assertNull($this->streams()->find('piece'));
    }

    public function test_one_that_was_seen_twice_is_found_by_all(): void
    {
        $this->streams()->keep('piece', 'stream');
        $this->streams()->keep('piece', 'stream');
        foreach (range(1, 3) as $process) {
            self::assertSame('stream', $this->streams()->find('piece'), "process {$process}");
        }
    }

    public function test_any_bytes_are_given_back_as_they_are(): void
    {
        foreach ([["a\0b", "\0\0\xff\xff"], [random_bytes(100_000), random_bytes(50_000)], ['piece' . str_repeat('x', 70_000), 's']] as [$piece, $stream]) {
            $this->streams()->keep($piece, $stream);
            $this->streams()->keep($piece, $stream);
            self::assertSame($stream, $this->streams()->find($piece));
        }
    }

    public function test_no_piece_gets_the_stream_of_one_that_is_like_it(): void
    {
        $this->streams()->keep('piece', 'stream');
        $this->streams()->keep('piece', 'stream');
        foreach (['', 'p', 'piec', 'piecf', 'piece ', 'pieces', "piece\0", 'piecestream'] as $other) {
            self::assertNull($this->streams()->find($other), $other);
        }
    }

    /** So many that some of them share whatever place there is. */
    public function test_no_piece_gets_the_stream_of_one_as_long_or_of_its_beginning(): void
    {
        $piece = bin2hex(random_bytes(1_000));
        $stream = bin2hex(random_bytes(500));
        $this->streams()->keep($piece, $stream);
        $this->streams()->keep($piece, $stream);
        for ($i = 0; $i < 2_000; $i++) {
            self::assertNull($this->streams()->find(substr_replace($piece, '.', $i, 1)), "another byte {$i}");
            self::assertNull($this->streams()->find(substr($piece, 0, $i)), "its first {$i} bytes");
            self::assertNull($this->streams()->find($piece . substr($stream, 0, 1 + intdiv($i, 2))), "{$i} half bytes more");
        }
        self::assertSame($stream, $this->streams()->find($piece));
    }
}
