<?php

/**
 * Keeps a Redis that does not answer from costing every visitor a time-out: after the first one nobody asks for ten
 * seconds, in this process and, by a file, in all others of this web server. Then one of them tries again, and the file
 * goes with the first answer. A Redis that was late once is no reason to do without it, but the request in which it was does:
 * nothing is tried twice within a pause.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class RedisBreaker implements RedisClient
{
    /** Seconds between two attempts. */
    public const PAUSE = 10;

    /** Unix seconds, in this process. */
    private ?int $failedAt = null;

    /** @param \Closure(): int $clock Unix seconds */
    public function __construct(
        private readonly RedisClient $client,
        private readonly string $file,
        private readonly \Closure $clock,
    ) {}

    public function ask(array $commands): array
    {
        $isTrial = $this->is_open();
        try {
            $replies = $this->client->ask($commands);
        } catch (UnableToAskRedis $failure) {
            $failure->is_answer() ? $this->close($isTrial) : $this->open($failure);
            throw $failure;
        }
        $this->close($isTrial);

        return $replies;
    }

    /**
     * The same for what would be left behind otherwise: asked once more, though something was late in this request. A
     * Redis that is down is left alone all the same.
     */
    public function again(): self
    {
        return new self($this->client, $this->file, $this->clock);
    }

    /**
     * Whether this is the attempt after a pause.
     *
     * @throws UnableToAskRedis while there is none
     */
    private function is_open(): bool
    {
        clearstatcache(true, $this->file);
        // A stat() that fails costs a warning, also one that nobody sees.
        $since = is_file($this->file) ? @filemtime($this->file) : false;
        $now = ($this->clock)();
        if ($this->failedAt !== null && $this->failedAt <= $now && $now - $this->failedAt < self::PAUSE) {
            throw UnableToAskRedis::because('it did not answer a moment ago');
        }
        if ($since === false) {
            return false;
        }
        // A time in the future means that the clock was set back.
        if ($since <= $now && $now - $since < self::PAUSE) {
            throw UnableToAskRedis::because('it did not answer within the last ' . self::PAUSE . ' seconds');
        }
        // The others wait for what comes of this one.
        @touch($this->file, $now);

        return true;
    }

    private function open(UnableToAskRedis $failure): void
    {
        $this->failedAt = ($this->clock)();
        if ($failure->isLate) {
            return;
        }
        $isNew = !is_file($this->file);
        if (Files::make_folder(dirname($this->file))) {
            @touch($this->file, ($this->clock)());
        }
        if ($isNew) {
            error_log('AI WP Dynamic Cache: Redis: ' . $failure->getMessage());
        }
    }

    private function close(bool $isTrial): void
    {
        if ($isTrial) {
            @unlink($this->file);
        }
    }
}
