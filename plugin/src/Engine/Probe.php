<?php

/**
 * One request by which the site measures itself. It is answered by the engine that visitors get, out of a space of its own:
 * no visitor's key leads there, and none of its keys to a visitor's page. A header that is not genuine, or comes twice, is
 * no probe, and its request an ordinary visit.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

use DynamicCache\Store\RedisServer;

final class Probe
{
    private static ?self $current = null;

    private string $key = '-';

    /** @var (\Closure(): int)|null */
    private ?\Closure $queries = null;

    /**
     * @param Config $config of the site, with the store that the run measures
     * @param bool $isFill the Worker asks, to store the page in the space: what it may do with it is said by the page itself
     */
    private function __construct(
        public readonly Config $config,
        private readonly ProbeSignature $signature,
        private readonly ProbeClock $clock,
        private readonly bool $isFill,
    ) {}

    /** The probe that this request is; null in every request of a visitor. */
    public static function current(): ?self
    {
        return self::$current;
    }

    /**
     * Called by FrontDoor before anything is decided; spends the nonce. Its answer goes out with the response, whoever
     * makes that.
     *
     * @param string $dir the cache folder
     * @param int $now Unix seconds
     */
    public static function of(Request $request, Config $config, string $dir, int $now): ?self
    {
        $header = $request->header('x-dynamic-cache-probe');
        $signature = $header === null ? null : self::signature($header, $request, $config, $now);
        $measured = $signature === null ? null : self::measured("{$dir}/probe/{$signature->run}/run.php", $config, $now);
        if ($signature === null || $measured === null) {
            return null;
        }
        $nonce = @fopen("{$dir}/probe/{$signature->run}/{$signature->nonce}", 'x');
        if ($nonce === false) {
            return null;
        }
        fclose($nonce);
        // No plugin that prints what it was sent can print this.
        unset($_SERVER['HTTP_X_DYNAMIC_CACHE_PROBE']);
        self::$current = new self($measured, $signature, ProbeClock::start(), $request->header('x-dynamic-cache-fill') !== null);
        header_register_callback(self::$current->answer(...));

        return self::$current;
    }

    /** 16 hex digits. */
    public function run(): string
    {
        return $this->signature->run;
    }

    /** Which space of the run it asks. */
    public function space(): string
    {
        return $this->signature->space;
    }

    /** The same target in the space of this probe: one field more than any visitor's key has. */
    public function target(Target $target): Target
    {
        $this->key = $target->key();
        $space = LengthPrefixed::join(["probe {$this->signature->run} {$this->signature->space}"]);

        return new Target($target->canonical . $space, $target->path, $target->query, $target->ignored, $target->kept);
    }

    /**
     * Set by WordPress' side: tells how many queries the database was asked.
     *
     * @param \Closure(): int $queries
     */
    public function ask_for_queries(\Closure $queries): void
    {
        $this->queries = $queries;
    }

    /** Runs when the first byte is about to leave. Nothing between here and the asker may keep the response. */
    private function answer(): void
    {
        $queries = $this->queries === null ? '-' : (string) ($this->queries)();
        [$wall, $cpu] = $this->clock->elapsed();
        if (!$this->isFill) {
            header('Cache-Control: private, no-store');
        }
        header(ProbeSignature::ANSWER . ': ' . $this->signature->answer($this->key, $wall, $cpu, $queries));
    }

    /** Signed by the site itself, or with the key that it shares with its Worker. */
    private static function signature(string $header, Request $request, Config $config, int $now): ?ProbeSignature
    {
        foreach ([$config->refreshSecret, $config->edge->probeKey ?? ''] as $secret) {
            $signature = ProbeSignature::read($header, $request->host, $request->target, $secret, $now);
            if ($signature !== null) {
                return $signature;
            }
        }

        return null;
    }

    /**
     * Null when the run is over, or never began: its file says until when, and is deleted at its end.
     *
     * @param string $file written by Benchmark\ProbeSpace
     */
    private static function measured(string $file, Config $config, int $now): ?Config
    {
        try {
            $run = Json::of_file($file);
            $redis = $run->object_or_null('redis');
            $isOpen = $run->text('site') === $config->site && $now < $run->integer('until');

            return $isOpen ? $config->with_store($run->text('store'), $redis === null ? null : RedisServer::parse($redis)) : null;
        } catch (UnableToReadConfig) {
            return null;
        }
    }
}
