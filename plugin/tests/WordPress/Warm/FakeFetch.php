<?php

/** A network that answers what the test says, and remembers what was asked. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Warm;

use DynamicCache\Warm\Fetch;
use DynamicCache\Warm\Fetched;
use DynamicCache\Warm\UnableToFetch;

final class FakeFetch implements Fetch
{
    /** @var list<array{string, bool, float}> */
    public array $asked = [];

    public float $clock = 0.0;

    /** Seconds that every answer takes. */
    public float $takes = 0.1;

    /** @var list<Fetched|string> a text is a failure; the last one is given again and again */
    public array $answers = [];

    /** @var (\Closure(): void)|null */
    public ?\Closure $meanwhile = null;

    public function get(string $url, bool $isOwnHost, float $seconds): Fetched
    {
        $this->asked[] = [$url, $isOwnHost, $seconds];
        $this->clock += min($this->takes, $seconds);
        if ($this->meanwhile !== null) {
            ($this->meanwhile)();
        }
        $answer = count($this->answers) > 1 ? array_shift($this->answers) : $this->answers[0] ?? 'nobody is there';

        return $answer instanceof Fetched ? $answer : throw UnableToFetch::because($answer);
    }

    public static function stored(string $cache): Fetched
    {
        return new Fetched(200, 'miss; reason=cold', "{$cache}; fwd=uri-miss; stored; ttl=60");
    }
}
