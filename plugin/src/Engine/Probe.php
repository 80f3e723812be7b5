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

    /** @param Config $config of the site, with the store that the run measures */
    private function __construct(
        public readonly string $run,
        public readonly Config $config,
        private readonly ProbeSignature $signature,
        private readonly ProbeClock $clock,
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
        $signature = $header === null ? null
            : ProbeSignature::read($header, $request->host, $request->target, $config->refreshSecret, $now);
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
        self::$current = new self($signature->run, $measured, $signature, ProbeClock::start());
        header_register_callback(self::$current->answer(...));

        return self::$current;
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
        $space = LengthPrefixed::join(["probe {$this->run} {$this->signature->space}"]);

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
        header('Cache-Control: private, no-store');
        header(ProbeSignature::ANSWER . ': ' . ProbeSignature::answer($this->signature->nonce, $this->key, $wall, $cpu, $queries, $this->config->refreshSecret));
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
