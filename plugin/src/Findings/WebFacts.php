<?php

/** What a request for a page finds here: PHP as the web server runs it, which need not be the PHP of the command line. */

declare(strict_types=1);

namespace DynamicCache\Findings;

use DynamicCache\Engine\Entrance;
use DynamicCache\Engine\Request;
use DynamicCache\Install\EngineVersion;

final class WebFacts
{
    private const PROXY_HEADERS = ['HTTP_X_FORWARDED_FOR', 'HTTP_X_FORWARDED_PROTO', 'HTTP_FORWARDED', 'HTTP_CF_CONNECTING_IP', 'HTTP_X_REAL_IP'];

    /**
     * @param string $scheme as the engine sees it
     * @param bool $isProxied somebody stands in front and says so
     * @param bool $isForwardedSecure the one in front was asked over HTTPS
     * @param string $engine version of the engine that ran before WordPress; empty when none did
     * @param bool $isEarly early start ran
     */
    private function __construct(
        public readonly string $php,
        public readonly string $sapi,
        public readonly bool $hasOpcache,
        public readonly bool $checksFiles,
        public readonly bool $hasZlib,
        public readonly bool $hasRedis,
        public readonly string $scheme,
        public readonly bool $isProxied,
        public readonly bool $isForwardedSecure,
        public readonly string $engine,
        public readonly bool $isEarly,
    ) {}

    /** Of the request that runs this code. */
    public static function here(): self
    {
        $forwarded = $_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '';

        return new self(
            PHP_VERSION,
            PHP_SAPI,
            extension_loaded('Zend OPcache') && (bool) ini_get(PHP_SAPI === 'cli' ? 'opcache.enable_cli' : 'opcache.enable'),
            (bool) ini_get('opcache.validate_timestamps'),
            extension_loaded('zlib'),
            extension_loaded('redis'),
            Request::from_server($_SERVER)->scheme,
            array_intersect_key($_SERVER, array_flip(self::PROXY_HEADERS)) !== [],
            is_string($forwarded) && strcasecmp(trim(explode(',', $forwarded)[0]), 'https') === 0,
            EngineVersion::loaded() ?? '',
            Entrance::has_started_early(),
        );
    }

    /** @return array<string, string|bool> */
    public function to_array(): array
    {
        return [
            'php' => $this->php,
            'sapi' => $this->sapi,
            'opcache' => $this->hasOpcache,
            'checks_files' => $this->checksFiles,
            'zlib' => $this->hasZlib,
            'redis' => $this->hasRedis,
            'scheme' => $this->scheme,
            'proxied' => $this->isProxied,
            'forwarded_secure' => $this->isForwardedSecure,
            'engine' => $this->engine,
            'early' => $this->isEarly,
        ];
    }

    /** Null when this is not what to_array() gives: somebody else answered. */
    public static function parse(mixed $value): ?self
    {
        if (!is_array($value)) {
            return null;
        }
        $texts = [];
        foreach (['php', 'sapi', 'scheme', 'engine'] as $name) {
            $text = $value[$name] ?? null;
            if (!is_string($text) || preg_match('/\A[A-Za-z0-9.+~_-]{0,64}\z/', $text) !== 1) {
                return null;
            }
            $texts[$name] = $text;
        }
        $is = static fn(string $name): bool => ($value[$name] ?? null) === true;

        return new self(
            $texts['php'],
            $texts['sapi'],
            $is('opcache'),
            $is('checks_files'),
            $is('zlib'),
            $is('redis'),
            $texts['scheme'],
            $is('proxied'),
            $is('forwarded_secure'),
            $texts['engine'],
            $is('early'),
        );
    }
}
