<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\MemoryStreams;
use DynamicCache\Store\Streams;

final class MemoryStreamsTest extends StreamsTestCase
{
    private MemoryStreams $streams;

    protected function setUp(): void
    {
        $this->streams = new MemoryStreams();
    }

    protected function streams(): Streams
    {
        return $this->streams;
    }
}
