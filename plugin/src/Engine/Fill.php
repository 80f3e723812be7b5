<?php

/**
 * One page being rendered for the cache. WordPress' side adds what it sees (tags, facts); the recorder reads it when
 * the last byte is there. `Fill::current()` is null when this request will not be stored.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\Token;

final class Fill
{
    private static ?self $current = null;

    /** @var array<string, string> tag → what put it there */
    private array $tags = [];

    /** @var array<array-key, Token> blog id of another site → its position before anything of it was read */
    private array $others = [];

    /** In front of every tag, while it is another site that is read: `7:`. */
    private string $place = '';

    /** @var (callable(): string)|null */
    private $source = null;

    /** @var list<\Closure(): void> */
    private array $late = [];

    private ?Filled $outcome = null;

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
            $tag = $this->place . $tag;
            if (isset($this->tags[$tag])) {
                continue;
            }
            if (preg_match('/^[A-Za-z0-9:_.~-]{1,128}$/D', $tag) !== 1) {
                $this->refuse(Reason::Incomplete);
            }
            $this->tags[$tag] = $this->source();
        }
    }

    /** The same for what was put there earlier and is known only now. */
    public function tag_from(string $source, string ...$tags): void
    {
        $now = $this->source;
        $this->source = static fn(): string => $source;
        $this->tag(...$tags);
        $this->source = $now;
    }

    /**
     * From now on another site of the network is read: the tags that are added are its tags.
     *
     * @param string $site blog id; '' = the page's own site again
     */
    public function stand_on(string $site): void
    {
        $this->place = $site === '' ? '' : "{$site}:";
    }

    /**
     * The page shows something of another site. The position of its purge log that is told first counts.
     *
     * @param Token $token taken before anything of that site was read
     */
    public function shows_site(string $site, Token $token): void
    {
        $this->others[$site] ??= $token;
    }

    /** @return array<array-key, Token> by blog id */
    public function others(): array
    {
        return $this->others;
    }

    /** What is under way now, in a few words; '' = not known. */
    public function source(): string
    {
        return $this->source === null ? '' : ($this->source)();
    }

    /**
     * Set by WordPress' side: tells in a few words what is under way while a tag is added.
     *
     * @param callable(): string $source
     */
    public function ask_for_sources(callable $source): void
    {
        $this->source = $source;
    }

    /**
     * What takes its time and says nothing but tags, when the page becomes wrong, or that it must not be stored: done when
     * the tags are asked for, which is behind the answer where the server can.
     *
     * @param \Closure(): void $work
     */
    public function later(\Closure $work): void
    {
        $this->late[] = $work;
    }

    private function settle(): void
    {
        while ($this->late !== []) {
            array_shift($this->late)();
        }
    }

    /** @return array<array-key, string> tag → what put it there, in the order in which they came; '' = not known */
    public function sources(): array
    {
        $this->settle();

        return $this->tags;
    }

    /** Called by the recorder when everything is decided. */
    public function conclude(Filled $outcome): void
    {
        $this->outcome = $outcome;
    }

    /** Null while it is still rendered. */
    public function outcome(): ?Filled
    {
        return $this->outcome;
    }

    /** @return list<string> sorted; `site` is always among them, and that of every other site that is shown */
    public function tags(): array
    {
        $this->settle();
        $sites = array_map(static fn(int|string $site): string => "{$site}:site", array_keys($this->others));
        $tags = array_keys(array_fill_keys(['site', ...$sites], true) + $this->tags);
        sort($tags, SORT_STRING);

        return array_map(strval(...), $tags);
    }

    /** The page must not be stored; the first refusal is the one that is told. What comes with the tags (later()) is known behind them. */
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
