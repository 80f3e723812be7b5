<?php

/** Where Redis is, and how to speak to it: the part `redis` of config/SITE.php, written by Settings\DropinConfig. */

declare(strict_types=1);

namespace DynamicCache\Store;

use DynamicCache\Engine\Json;
use DynamicCache\Engine\UnableToReadConfig;

final class RedisServer
{
    /** Seconds. A page cache that takes longer is slower than none. */
    public const CONNECT = 0.1;
    public const READ = 0.2;

    /** A text in JSON, and either of its two truths. */
    private const TEXT = '"((?:[^"\\\\]++|\\\\.)*+)"';
    private const TRUTH = '(true|false)';

    /** to_array() as JSON has it. */
    private const WRITTEN = '/\G\{"host":' . self::TEXT . ',"port":(\d{1,5}),"tls":' . self::TRUTH . ',"username":' . self::TEXT . ',"password":' . self::TEXT
        . ',"prefix":"([A-Za-z0-9_.-]{1,32})","cluster":' . self::TRUTH . ',"authorities":' . self::TEXT . ',"library":' . self::TEXT . '\}/';

    /**
     * @param string $host name or address, or the path of a socket
     * @param string $username '' = the default user
     * @param string $password '' = none
     * @param string $authorities file with the certificates of authorities to trust; '' = those of the system
     * @param string $library loader of Predis, for PHP without an extension; '' = there is none
     */
    public function __construct(
        public readonly string $host,
        public readonly int $port = 6379,
        public readonly bool $isTls = false,
        public readonly string $username = '',
        #[\SensitiveParameter]
        public readonly string $password = '',
        public readonly string $prefix = 'cme',
        public readonly bool $isCluster = false,
        public readonly string $authorities = '',
        public readonly string $library = '',
    ) {}

    /** @throws UnableToReadConfig */
    public static function parse(Json $redis): self
    {
        return new self(
            $redis->text('host'),
            $redis->integer('port'),
            $redis->boolean('tls'),
            $redis->any_text('username'),
            $redis->any_text('password'),
            $redis->text('prefix', '/^[A-Za-z0-9_.-]{1,32}$/D'),
            $redis->boolean('cluster'),
            $redis->any_text('authorities'),
            $redis->any_text('library'),
        );
    }

    /**
     * The same from the bytes of the settings file, without decoding what else is in it: on every hit. In JSON a quote within a
     * text is escaped, so that no text can look like the name of a member. Null when the pages are not in Redis, or it is
     * not written there as DropinConfig does.
     */
    public static function of_text(string $text): ?self
    {
        // One search, and not from a quote on: there are hundreds of them.
        $at = strpos($text, 'redis","redis":{');
        if ($at === false || substr($text, max(0, $at - 9), 9) !== '"store":"' || preg_match(self::WRITTEN, $text, $found, 0, $at + 15) !== 1) {
            return null;
        }
        if (str_contains($found[0], '\\')) {
            foreach ([1, 4, 5, 8, 9] as $group) {
                $decoded = json_decode("\"{$found[$group]}\"");
                $found[$group] = is_string($decoded) ? $decoded : '';
            }
        }

        return $found[1] === '' ? null : new self(
            $found[1],
            (int) $found[2],
            $found[3] === 'true',
            $found[4],
            $found[5],
            $found[6],
            $found[7] === 'true',
            $found[8],
            $found[9],
        );
    }

    /** @return array<string, string|int|bool> what parse() reads, in the order in which of_text() does */
    public function to_array(): array
    {
        return [
            'host' => $this->host,
            'port' => $this->port,
            'tls' => $this->isTls,
            'username' => $this->username,
            'password' => $this->password,
            'prefix' => $this->prefix,
            'cluster' => $this->isCluster,
            'authorities' => $this->authorities,
            'library' => $this->library,
        ];
    }

    /** The same server, seen at another address: the node of a cluster that has the keys of a site. */
    public function at(string $host, int $port): self
    {
        return new self($host, $port, $this->isTls, $this->username, $this->password, $this->prefix, $this->isCluster, $this->authorities, $this->library);
    }

    public function is_socket(): bool
    {
        return str_starts_with($this->host, '/');
    }

    /** Host and port, as an address has them. */
    public function authority(): string
    {
        $host = trim($this->host, '[]');

        return (str_contains($host, ':') ? "[{$host}]" : $host) . ":{$this->port}";
    }

    /** The same for the same server, whoever asks it: for names of files. 16 hex digits. */
    public function name(): string
    {
        return hash('xxh3', $this->place());
    }

    /** The same for the same connection. The password is in it: only for what stays in memory. */
    public function connection(): string
    {
        return $this->place() . "\n{$this->username}\n{$this->password}";
    }

    private function place(): string
    {
        return "{$this->host}\n{$this->port}\n" . ($this->isTls ? "tls\n" : '') . $this->authorities;
    }

    /**
     * What TLS has to prove: a certificate for this name, of an authority that is trusted.
     *
     * @return array<string, mixed> options of an `ssl` stream context
     */
    public function tls_options(): array
    {
        $options = ['verify_peer' => true, 'verify_peer_name' => true, 'peer_name' => trim($this->host, '[]'), 'SNI_enabled' => true];

        return $this->authorities === '' ? $options : [...$options, 'cafile' => $this->authorities];
    }
}
