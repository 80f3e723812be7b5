<?php

/**
 * A cluster as this site sees it: one server, which may change. All keys of a site share a hash tag, so that they lie on
 * one node; whichever node is asked names it (`MOVED`, Redis cluster specification), and a file remembers the name.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class RedisCluster implements RedisClient
{
    /** The address of a server inside is nobody's business, should the folder lie where the web server reads. */
    private const GUARD = "<?php exit; ?>\n";

    private ?RedisClient $client = null;

    private string $node = '';

    /**
     * @param string $file remembers the node that was the right one last
     * @param \Closure(RedisServer): RedisClient $connect
     */
    public function __construct(
        private readonly RedisServer $server,
        private readonly string $file,
        private readonly \Closure $connect,
    ) {}

    public function ask(array $commands): array
    {
        $this->client ??= $this->client_at($this->remembered());
        try {
            return $this->client->ask($commands);
        } catch (UnableToAskRedis $failure) {
            if ($failure->word !== 'MOVED') {
                $this->forget($failure);
                throw $failure;
            }
            $this->client = $this->client_at($this->remember($failure->getMessage()));

            return $this->client->ask($commands);
        }
    }

    private function remembered(): string
    {
        return substr((string) @file_get_contents($this->file), strlen(self::GUARD));
    }

    /** @param string $node `host:port`; anything else means the server of the settings */
    private function client_at(string $node): RedisClient
    {
        $isNode = preg_match('/^([A-Za-z0-9_.:-]{1,255}):([0-9]{1,5})$/D', $node, $match) === 1;
        $this->node = $isNode ? $node : '';

        return ($this->connect)($isNode ? $this->server->at($match[1], (int) $match[2]) : $this->server);
    }

    /** @param string $moved `MOVED SLOT HOST:PORT`; a node that does not know its own name leaves the host out */
    private function remember(string $moved): string
    {
        $node = explode(' ', $moved)[2] ?? '';
        $node = str_starts_with($node, ':') ? trim($this->server->host, '[]') . $node : $node;
        $temporary = $this->file . '.' . bin2hex(random_bytes(4)) . '.tmp';
        if (Files::make_folder(dirname($this->file)) && Files::of_system()->write_new($temporary, self::GUARD . $node)) {
            @rename($temporary, $this->file);
        }

        return $node;
    }

    /** A node that does not answer may be gone: next time the one of the settings is asked where the keys are now. */
    private function forget(UnableToAskRedis $failure): void
    {
        if (!$failure->is_answer() && $this->node !== '') {
            @unlink($this->file);
        }
    }
}
