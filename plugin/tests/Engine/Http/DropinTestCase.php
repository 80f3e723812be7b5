<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use PHPUnit\Framework\TestCase;

/** Tests through real HTTP; each has a site of its own. */
abstract class DropinTestCase extends TestCase
{
    protected FakeSite $site;

    protected function setUp(): void
    {
        $this->site = new FakeSite();
    }

    protected function tearDown(): void
    {
        $this->site->stop();
    }

    protected static function assert_says(string $expected, HttpReply $reply): void
    {
        self::assertSame($expected, $reply->header('X-Dynamic-Cache'));
    }
}
