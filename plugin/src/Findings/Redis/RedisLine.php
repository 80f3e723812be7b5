<?php

/**
 * One connection to Redis for a test, in its own protocol (RESP 2) and without an extension: what stands in the way has
 * to be told word by word, in times that no client library keeps to by itself. What the server says is read up to a size
 * and shown to nobody; errors become words of ours.
 */

declare(strict_types=1);

namespace DynamicCache\Findings\Redis;

use DynamicCache\Settings\RedisSettings;

final class RedisLine
{
    public const CONNECT_SECONDS = 0.1;
    public const READ_SECONDS = 0.2;

    private const MAX_BYTES = 65_536;

    /** @param resource $stream */
    private function __construct(private $stream) {}

    /** @throws UnableToUseRedis */
    public static function open(RedisSettings $settings): self
    {
        $host = $settings->host;
        $isSocket = preg_match('~\A/[A-Za-z0-9_./-]+\z~', $host) === 1;
        $isName = preg_match('/\A(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?|\[?[0-9A-Fa-f:.]+\]?)\z/', $host) === 1;
        if (!$isSocket && !$isName) {
            throw new UnableToUseRedis(RedisTrouble::BadHost);
        }
        $name = trim($host, '[]');
        $authority = (str_contains($name, ':') ? "[{$name}]" : $name) . ":{$settings->port}";
        $line = new self(self::connect($isSocket ? "unix://{$host}" : "tcp://{$authority}"));
        if ($settings->tls && !$isSocket) {
            $line->encrypt($name, $settings->authorities);
        }

        return $line;
    }

    public function __destruct()
    {
        if (is_resource($this->stream)) {
            fclose($this->stream);
        }
    }

    /**
     * One command and its reply; a reply that is no text (null, an array) is empty text.
     *
     * @throws UnableToUseRedis
     */
    public function ask(#[\SensitiveParameter] string ...$words): string
    {
        $bytes = '*' . count($words) . "\r\n";
        foreach ($words as $word) {
            $bytes .= '$' . strlen($word) . "\r\n{$word}\r\n";
        }
        if (@fwrite($this->stream, $bytes) !== strlen($bytes)) {
            throw new UnableToUseRedis(RedisTrouble::NotRedis);
        }

        return $this->reply(microtime(true) + self::READ_SECONDS);
    }

    /** @return resource */
    private static function connect(string $address)
    {
        $stream = @stream_socket_client($address, $_, $message, self::CONNECT_SECONDS);
        if ($stream !== false) {
            return $stream;
        }
        $message = (string) $message;
        throw new UnableToUseRedis(match (true) {
            str_contains($message, 'getaddrinfo') => RedisTrouble::Name,
            stripos($message, 'timed out') !== false => RedisTrouble::TimeOut,
            default => RedisTrouble::Refused,
        });
    }

    /** @param string $authorities file with the certificates to trust; '' = those of the system */
    private function encrypt(string $name, string $authorities): void
    {
        stream_context_set_option($this->stream, 'ssl', 'peer_name', $name);
        if ($authorities !== '') {
            stream_context_set_option($this->stream, 'ssl', 'cafile', $authorities);
        }
        stream_set_blocking($this->stream, false);
        $until = microtime(true) + self::READ_SECONDS;
        do {
            $done = @stream_socket_enable_crypto($this->stream, true, STREAM_CRYPTO_METHOD_TLS_CLIENT);
            if ($done === 0) {
                $this->await($until);
            }
        } while ($done === 0 && microtime(true) < $until);
        stream_set_blocking($this->stream, true);
        if ($done !== true) {
            throw new UnableToUseRedis($done === 0 ? RedisTrouble::TimeOut : RedisTrouble::Encryption);
        }
    }

    private function reply(float $until): string
    {
        $line = $this->line($until);
        $rest = substr($line, 1);

        return match ($line[0] ?? '') {
            '+', ':' => $rest,
            '$' => $this->bulk((int) $rest, $until),
            '-' => throw new UnableToUseRedis(RedisTrouble::of_reply($rest)),
            default => throw new UnableToUseRedis(RedisTrouble::NotRedis),
        };
    }

    private function bulk(int $length, float $until): string
    {
        if ($length < 0) {
            return '';
        }
        if ($length > self::MAX_BYTES) {
            throw new UnableToUseRedis(RedisTrouble::NotRedis);
        }

        return substr($this->bytes($length + 2, $until), 0, $length);
    }

    private function line(float $until): string
    {
        $line = '';
        while (!str_ends_with($line, "\r\n")) {
            $line .= $this->bytes(1, $until);
            if (strlen($line) > 1024) {
                throw new UnableToUseRedis(RedisTrouble::NotRedis);
            }
        }

        return substr($line, 0, -2);
    }

    private function bytes(int $count, float $until): string
    {
        $bytes = '';
        while (strlen($bytes) < $count) {
            $this->await($until);
            $part = @fread($this->stream, max(1, $count - strlen($bytes)));
            if ($part === false || ($part === '' && feof($this->stream))) {
                throw new UnableToUseRedis(RedisTrouble::NotRedis);
            }
            $bytes .= $part;
        }

        return $bytes;
    }

    private function await(float $until): void
    {
        $left = $until - microtime(true);
        if ($left <= 0) {
            throw new UnableToUseRedis(RedisTrouble::TimeOut);
        }
        // Also true when PHP has bytes left over from before.
        stream_set_timeout($this->stream, (int) $left, (int) (fmod($left, 1) * 1_000_000));
        $read = [$this->stream];
        $none = null;
        if (@stream_select($read, $none, $none, (int) $left, (int) (fmod($left, 1) * 1_000_000)) === 0) {
            throw new UnableToUseRedis(RedisTrouble::TimeOut);
        }
    }
}
