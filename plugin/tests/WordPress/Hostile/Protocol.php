<?php

/**
 * How one poison is tried: on an address that nobody asked for, on a page that is stored, and on one whose time is over,
 * so that its renewal is what is poisoned. Afterwards visitors with clean hands must read what WordPress itself says.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hostile;

use DynamicCache\Tests\Engine\Http\HttpReply;
use PHPUnit\Framework\Assert;

final class Protocol
{
    /** @param int $tries how often the attacker sends it: a first time and a loop */
    public function __construct(private readonly HostileSite $site, private readonly string $canary, private readonly int $tries) {}

    /**
     * @param string $target that the victims ask for; not asked for yet
     * @param \Closure(): mixed $poison sends it once
     */
    public function run(string $target, \Closure $poison): void
    {
        $truth = $this->site->truth($target);
        Assert::assertSame(200, $truth->status);
        $before = count($this->site->stored());
        for ($try = 0; $try < $this->tries; $try++) {
            $poison();
        }
        $this->victims($target, $truth, 'poison first');
        $poison();
        $this->victims($target, $truth, 'victim first');
        if ($this->site->page($target) !== null) {
            $this->site->age($target);
            $poison();
            $this->victims($target, $truth, 'the renewal');
        }
        Assert::assertFalse($this->site->stores($this->canary), 'The canary is stored.');
        Assert::assertLessThanOrEqual($before + 1, count($this->site->stored()), 'It made pages.');
    }

    private function victims(string $target, HttpReply $truth, string $when): void
    {
        foreach ([[], ['Accept-Encoding: br']] as $lines) {
            $reply = $this->site->get($target, $lines);
            Assert::assertSame(200, $reply->status, $when);
            HostileTestCase::assert_same_page($truth->body, $reply->text(), $when);
            Assert::assertStringNotContainsStringIgnoringCase($this->canary, $reply->lasting_headers(), $when);
        }
    }
}
