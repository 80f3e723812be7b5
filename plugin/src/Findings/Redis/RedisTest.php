<?php

/**
 * Whether Redis can do what a page store asks of it: connects, logs in, reads what it says of itself, and writes, reads
 * and deletes one key of its own under the prefix, which would vanish by itself within seconds.
 */

declare(strict_types=1);

namespace DynamicCache\Findings\Redis;

use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Settings\RedisSettings;
use DynamicCache\Settings\SecretState;

final class RedisTest
{
    private const KEY_SECONDS = '10';

    /** @param bool $hasExtension whether PHP has phpredis */
    public function __construct(private readonly RedisSettings $settings, private readonly bool $hasExtension) {}

    public static function with(RedisSettings $settings): self
    {
        return new self($settings, extension_loaded('redis'));
    }

    /** @return list<Finding> */
    public function findings(): array
    {
        if ($this->settings->host === '') {
            return [new Finding('redis-connect', FindingStatus::Bad, __('There is no host for Redis', 'ai-wp-dynamic-cache'), '', __('Enter the host.', 'ai-wp-dynamic-cache'))];
        }
        if ($this->settings->password->state === SecretState::NeedsReentry) {
            return [new Finding('redis-auth', FindingStatus::Bad, __('The password for Redis cannot be read', 'ai-wp-dynamic-cache'), __('The salts of WordPress have changed since it was saved.', 'ai-wp-dynamic-cache'), __('Type it again.', 'ai-wp-dynamic-cache'))];
        }

        return [...$this->extension(), ...$this->connection()];
    }

    /** @return list<Finding> */
    private function extension(): array
    {
        return $this->hasExtension
            ? [new Finding('redis-extension', FindingStatus::Good, __('PHP can speak to Redis', 'ai-wp-dynamic-cache'))]
            : [self::without_extension()];
    }

    private static function without_extension(): Finding
    {
        $title = __('PHP has no Redis extension', 'ai-wp-dynamic-cache');
        $fix = __('Ask the host for the extension redis (phpredis).', 'ai-wp-dynamic-cache');

        return RedisSettings::library() === ''
            ? new Finding('redis-extension', FindingStatus::Bad, $title, '', $fix)
            : new Finding('redis-extension', FindingStatus::Warning, $title, __('The library Predis, which comes with the plugin, is used instead: every request connects anew, so that hits take longer.', 'ai-wp-dynamic-cache'), $fix);
    }

    /** @return list<Finding> */
    private function connection(): array
    {
        $began = hrtime(true);
        try {
            $line = RedisLine::open($this->settings);
            $this->log_in($line);
            $line->ask('PING');
        } catch (UnableToUseRedis $failure) {
            return [self::trouble('redis-connect', __('Redis cannot be used', 'ai-wp-dynamic-cache'), $failure)];
        }
        $ms = (hrtime(true) - $began) / 1_000_000;

        return [
            /* translators: %s: number of milliseconds */
            new Finding('redis-connect', FindingStatus::Good, __('Redis answers', 'ai-wp-dynamic-cache'), sprintf(__('Connected and logged in after %s ms.', 'ai-wp-dynamic-cache'), number_format_i18n($ms, 1))),
            ...$this->describe($line),
            ...$this->cluster($line),
            $this->write($line),
        ];
    }

    private function log_in(RedisLine $line): void
    {
        $password = $this->settings->password->reveal();
        if ($this->settings->username !== '') {
            $line->ask('AUTH', $this->settings->username, $password);
        } elseif ($password !== '') {
            $line->ask('AUTH', $password);
        }
    }

    /** @return list<Finding> */
    private function describe(RedisLine $line): array
    {
        try {
            return RedisInfo::parse($line->ask('INFO'))->findings();
        } catch (UnableToUseRedis $failure) {
            return [self::trouble('redis-info', __('Redis does not say how it is set up', 'ai-wp-dynamic-cache'), $failure)];
        }
    }

    /** @return list<Finding> */
    private function cluster(RedisLine $line): array
    {
        if (!$this->settings->cluster) {
            return [];
        }
        try {
            $isUp = str_contains($line->ask('CLUSTER', 'INFO'), 'cluster_state:ok');
        } catch (UnableToUseRedis $failure) {
            // "ERR This instance has cluster support disabled"
            return [$failure->trouble === RedisTrouble::Other
                ? new Finding('redis-cluster', FindingStatus::Bad, __('This Redis is no cluster', 'ai-wp-dynamic-cache'), '', __('Switch the setting for a cluster off.', 'ai-wp-dynamic-cache'))
                : self::trouble('redis-cluster', __('The cluster does not answer', 'ai-wp-dynamic-cache'), $failure)];
        }

        return [$isUp
            ? new Finding('redis-cluster', FindingStatus::Good, __('The cluster is complete', 'ai-wp-dynamic-cache'))
            : new Finding('redis-cluster', FindingStatus::Bad, __('The cluster does not answer', 'ai-wp-dynamic-cache'), RedisTrouble::ClusterDown->means(), RedisTrouble::ClusterDown->fix())];
    }

    private function write(RedisLine $line): Finding
    {
        $key = '{' . $this->settings->prefix . ':probe}:' . bin2hex(random_bytes(16));
        $value = bin2hex(random_bytes(8));
        try {
            $line->ask('SET', $key, $value, 'EX', self::KEY_SECONDS);
            $isSame = $line->ask('GET', $key) === $value;
            $line->ask('UNLINK', $key);
        } catch (UnableToUseRedis $failure) {
            if ($failure->trouble === RedisTrouble::Moved && $this->settings->cluster) {
                return new Finding('redis-write', FindingStatus::Info, __('Writing was not tried', 'ai-wp-dynamic-cache'), __('The key of the test belongs to another node of the cluster.', 'ai-wp-dynamic-cache'));
            }

            return self::trouble('redis-write', __('Redis does not take pages', 'ai-wp-dynamic-cache'), $failure);
        }

        return $isSame
            ? new Finding('redis-write', FindingStatus::Good, __('Redis takes pages and gives them back', 'ai-wp-dynamic-cache'))
            : new Finding('redis-write', FindingStatus::Bad, __('Redis does not give back what it took', 'ai-wp-dynamic-cache'), __('What was written a moment ago was not there any more: its memory is full, or a proxy stands between.', 'ai-wp-dynamic-cache'), RedisTrouble::Full->fix());
    }

    private static function trouble(string $code, string $title, UnableToUseRedis $failure, FindingStatus $status = FindingStatus::Bad): Finding
    {
        return new Finding($code, $status, $title, $failure->trouble->means(), $failure->trouble->fix(), $failure->trouble->value);
    }
}
