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

    /** Made once: it is asked for by whoever needs a name for this server. */
    private ?string $fingerprint = null;

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

    /** @return array<string, string|int|bool> what parse() reads */
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

    /** The same for the same connection; tells nothing of the password. 32 hex digits. */
    public function fingerprint(): string
    {
        return $this->fingerprint ??= $this->made_fingerprint();
    }

    private function made_fingerprint(): string
    {
        $parts = [$this->host, (string) $this->port, $this->isTls ? 'tls' : '', $this->username, $this->password, $this->authorities];

        return substr(hash('sha256', implode("\0", $parts)), 0, 32);
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
