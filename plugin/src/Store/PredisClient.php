<?php

/** Redis through Predis, for PHP without an extension. Every request connects anew. */

declare(strict_types=1);

namespace DynamicCache\Store;

use Predis\Command\RawCommand;
use Predis\Connection\Parameters;
use Predis\Connection\StreamConnection;
use Predis\Response\ErrorInterface;
use Predis\Response\Status;

final class PredisClient implements RedisClient
{
    private ?StreamConnection $connection = null;

    public function __construct(private readonly RedisServer $server) {}

    public function ask(array $commands): array
    {
        try {
            $this->load_library();

            return $this->replies(array_map(static fn(array $words): RawCommand => new RawCommand($words[0], array_slice($words, 1)), $commands));
        } catch (UnableToAskRedis $failure) {
            throw $failure;
        } catch (\Throwable $failure) {
            // Also an Error: in the moment of an update files of the library may be missing.
            $this->connection?->disconnect();
            $this->connection = null;
            throw UnableToAskRedis::of_message(preg_replace('/^Failed: /', '', $failure->getMessage()) ?? '');
        }
    }

    /**
     * @param list<RawCommand> $commands
     *
     * @return list<mixed>
     */
    private function replies(array $commands): array
    {
        $connection = $this->connection ??= $this->connected();
        $connection->write(implode('', array_map(static fn(RawCommand $command): string => $command->serializeCommand(), $commands)));
        $replies = array_map($connection->readResponse(...), $commands);
        foreach ($replies as $reply) {
            if ($reply instanceof ErrorInterface) {
                throw UnableToAskRedis::refused($reply->getMessage());
            }
        }

        return array_map(static fn(mixed $reply): mixed => $reply instanceof Status ? $reply->getPayload() : $reply, $replies);
    }

    private function load_library(): void
    {
        if (!class_exists(RawCommand::class)) {
            require_once $this->server->library;
        }
    }

    private function connected(): StreamConnection
    {
        $server = $this->server;
        $address = match (true) {
            $server->is_socket() => ['scheme' => 'unix', 'path' => $server->host],
            $server->isTls => ['scheme' => 'tls', 'host' => trim($server->host, '[]'), 'port' => $server->port, 'ssl' => $server->tls_options()],
            default => ['scheme' => 'tcp', 'host' => trim($server->host, '[]'), 'port' => $server->port],
        };
        $connection = new StreamConnection(new Parameters([...$address, 'timeout' => RedisServer::CONNECT, 'read_write_timeout' => RedisServer::READ]));
        if ($server->password !== '') {
            $connection->addConnectCommand(new RawCommand('AUTH', $server->username === '' ? [$server->password] : [$server->username, $server->password]));
        }
        // PHP warns of certificates that it refuses.
        @$connection->connect();

        return $connection;
    }
}
