<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\Body;
use PHPUnit\Framework\TestCase;

final class BodyTest extends TestCase
{
    public function test_the_digest_is_the_sha_256_of_the_bytes_that_go_out_whoever_computes_it(): void
    {
        foreach (['', "page\0", str_repeat('é', 70_000)] as $bytes) {
            self::assertSame(hash('sha256', $bytes), Body::of($bytes)->digest);
        }
    }
}
