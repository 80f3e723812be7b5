<?php

/**
 * One page being rendered for the cache. WordPress' side adds what it sees (tags, facts); the recorder reads it when
 * the last byte is there. `Fill::current()` is null when this request will not be stored.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Fill
{
    private static ?self $current = null;

    /** @var array<string, true> */
    private array $tags = [];

    private ?Reason $refusal = null;

    private ?int $expiresAt = null;

    /** @var (callable(): RenderFacts)|null */
    private $facts = null;

    public static function current(): ?self
    {
        return self::$current;
    }

    /** Called by the recorder and by Findings\Pages\DryRun. */
    public static function begin(self $fill): void
    {
        self::$current = $fill;
    }

    /** Called by the recorder and by Findings\Pages\DryRun: what is said from now on comes too late. */
    public static function end(): void
    {
        self::$current = null;
    }

    /** The page depends on what these tags name. One that is no tag could not be purged: such a page is not stored. */
    public function tag(string ...$tags): void
    {
        foreach ($tags as $tag) {
            if (preg_match('/^[A-Za-z0-9:_.~-]{1,128}$/D', $tag) !== 1) {
                $this->refuse(Reason::Incomplete);
            }
            $this->tags[$tag] = true;
        }
    }

    /** @return list<string> sorted; `site` is always among them */
    public function tags(): array
    {
        $tags = array_keys(['site' => true] + $this->tags);
        sort($tags, SORT_STRING);

        return array_map(strval(...), $tags);
    }

    /** The page must not be stored; the first refusal is the one that is told. */
    public function refuse(Reason $reason): void
    {
        $this->refusal ??= $reason;
    }

    public function refusal(): ?Reason
    {
        return $this->refusal;
    }

    /** The page becomes wrong at this time (Unix seconds) at the latest. */
    public function expire_at(int $time): void
    {
        $this->expiresAt = min($this->expiresAt ?? $time, $time);
    }

    public function expires_at(): ?int
    {
        return $this->expiresAt;
    }

    /**
     * Set by WordPress' side: tells, when the render is over, what only WordPress knows. A fill without it is not stored.
     *
     * @param callable(): RenderFacts $facts
     */
    public function ask_for_facts(callable $facts): void
    {
        $this->facts = $facts;
    }

    public function facts(): ?RenderFacts
    {
        return $this->facts === null ? null : ($this->facts)();
    }
}
