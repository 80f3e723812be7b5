<?php

/** What Redis, or whatever answers in its place, can object to; told from the first word of its error. */

declare(strict_types=1);

namespace DynamicCache\Findings\Redis;

use DynamicCache\Store\RedisKeys;

enum RedisTrouble: string
{
    case BadHost = 'bad-host';
    case Name = 'name';
    case Refused = 'refused';
    case TimeOut = 'time-out';
    case Encryption = 'encryption';
    case NotRedis = 'not-redis';
    case NoAuth = 'NOAUTH';
    case WrongPass = 'WRONGPASS';
    case NoPerm = 'NOPERM';
    case ReadOnly = 'READONLY';
    case Loading = 'LOADING';
    case Full = 'OOM';
    case NotPersisted = 'MISCONF';
    case Protected = 'DENIED';
    case Moved = 'MOVED';
    case ClusterDown = 'CLUSTERDOWN';
    case NoPasswordSet = 'no-password-set';
    case TooMany = 'too-many';
    case Other = 'other';

    /** @param string $error an error reply, without its leading `-` */
    public static function of_reply(string $error): self
    {
        return match (true) {
            // Before version 6 Redis said so without a word of its own.
            stripos($error, 'invalid password') !== false, stripos($error, 'invalid username-password') !== false => self::WrongPass,
            stripos($error, 'no password is set') !== false, stripos($error, 'without any password configured') !== false => self::NoPasswordSet,
            stripos($error, 'max number of clients') !== false => self::TooMany,
            str_starts_with($error, 'MASTERDOWN') => self::ReadOnly,
            default => self::tryFrom(explode(' ', $error, 2)[0]) ?? self::Other,
        };
    }

    /** In an owner's words. */
    public function means(): string
    {
        return match ($this) {
            self::BadHost => __('This is neither the name or address of a host nor the path of a socket.', 'ai-wp-dynamic-cache'),
            self::Name => __('This host name is not known.', 'ai-wp-dynamic-cache'),
            self::Refused => __('Nothing listens at this address and port.', 'ai-wp-dynamic-cache'),
            self::TimeOut => __('No answer came in time: more than a tenth of a second to connect, or a fifth for an answer. For a page cache that is as good as none.', 'ai-wp-dynamic-cache'),
            self::Encryption => __('The encrypted connection (TLS) failed: the server does not speak TLS at this port, or its certificate is not trusted for this name.', 'ai-wp-dynamic-cache'),
            self::NotRedis => __('Something answers there, and it is not Redis; or it is Redis that expects an encrypted connection (TLS).', 'ai-wp-dynamic-cache'),
            self::NoAuth => __('Redis wants a password.', 'ai-wp-dynamic-cache'),
            self::WrongPass => __('Redis does not accept this user name and password.', 'ai-wp-dynamic-cache'),
            self::NoPerm => __('This Redis user may not do what the cache needs.', 'ai-wp-dynamic-cache'),
            self::ReadOnly => __('This is a replica: it can be read and not written.', 'ai-wp-dynamic-cache'),
            self::Loading => __('Redis has just started and is still reading its data.', 'ai-wp-dynamic-cache'),
            self::Full => __('The memory of Redis is full, and it may not drop old entries to make room.', 'ai-wp-dynamic-cache'),
            self::NotPersisted => __('Redis takes no writes because it could not save its data to disk.', 'ai-wp-dynamic-cache'),
            self::Protected => __('Redis is in protected mode: without a password it answers its own machine only.', 'ai-wp-dynamic-cache'),
            self::Moved => __('This is one node of a cluster, and the cache is told that it is a single server.', 'ai-wp-dynamic-cache'),
            self::ClusterDown => __('The cluster has lost nodes and does not answer.', 'ai-wp-dynamic-cache'),
            self::NoPasswordSet => __('A password is set here, and Redis has none for this user.', 'ai-wp-dynamic-cache'),
            self::TooMany => __('Redis has as many clients as it allows.', 'ai-wp-dynamic-cache'),
            self::Other => __('Redis refused.', 'ai-wp-dynamic-cache'),
        };
    }

    public function fix(): string
    {
        return match ($this) {
            self::BadHost => __('Write it as redis.example.com, 10.0.0.5 or /run/redis/redis.sock.', 'ai-wp-dynamic-cache'),
            self::Name, self::Refused => __('Look up host and port in the control panel of the host, or ask there.', 'ai-wp-dynamic-cache'),
            self::TimeOut => __('Look whether a firewall is between, and use a Redis near this server.', 'ai-wp-dynamic-cache'),
            self::Encryption => __('Switch TLS off if Redis is on this machine; else use the name that its certificate has.', 'ai-wp-dynamic-cache'),
            self::NotRedis => __('Check the port, and whether TLS has to be on.', 'ai-wp-dynamic-cache'),
            self::NoAuth => __('Enter the password.', 'ai-wp-dynamic-cache'),
            self::WrongPass => __('Check both; servers without user names want the password alone.', 'ai-wp-dynamic-cache'),
            /* translators: %s: commands of Redis */
            self::NoPerm => sprintf(__('Allow that user these commands, on the keys that begin with a brace and the prefix: %s.', 'ai-wp-dynamic-cache'), strtoupper(implode(' ', RedisKeys::COMMANDS))),
            self::ReadOnly => __('Enter the address of the primary server.', 'ai-wp-dynamic-cache'),
            self::Loading => __('Try again in a minute.', 'ai-wp-dynamic-cache'),
            self::Full => __('Give Redis more memory, or set maxmemory-policy to allkeys-lru.', 'ai-wp-dynamic-cache'),
            self::NotPersisted => __('Look at the disk of the Redis server.', 'ai-wp-dynamic-cache'),
            self::Protected => __('Give Redis a password.', 'ai-wp-dynamic-cache'),
            self::Moved => __('Switch the setting for a cluster on.', 'ai-wp-dynamic-cache'),
            self::ClusterDown => __('Ask whoever runs the cluster.', 'ai-wp-dynamic-cache'),
            self::NoPasswordSet => __('Remove the password here, or set one in Redis.', 'ai-wp-dynamic-cache'),
            self::TooMany => __('Raise maxclients, or find out who keeps connections open.', 'ai-wp-dynamic-cache'),
            self::Other => __('Ask whoever runs Redis.', 'ai-wp-dynamic-cache'),
        };
    }
}
