<?php

/** A cluster of three nodes, each with a third of the slots. */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Redis;

use DynamicCache\Store\RedisServer;
use DynamicCache\Store\UnableToAskRedis;

final class RealCluster
{
    private const SLOTS = [[0, 5460], [5461, 10922], [10923, 16383]];

    /** @var non-empty-list<RealRedis> */
    public readonly array $nodes;

    public function __construct()
    {
        $node = static fn(): RealRedis => new RealRedis(['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000']);
        $this->nodes = [$node(), $node(), $node()];
        foreach ($this->nodes as $i => $redis) {
            $redis->say('CLUSTER', 'ADDSLOTSRANGE', (string) self::SLOTS[$i][0], (string) self::SLOTS[$i][1]);
            $redis->say('CLUSTER', 'SET-CONFIG-EPOCH', (string) ($i + 1));
            $this->nodes[0]->say('CLUSTER', 'MEET', '127.0.0.1', (string) $redis->port);
        }
        $this->await();
    }

    /** By the address of the first node, whichever has the keys. */
    public function server(string $prefix = 'test'): RedisServer
    {
        return new RedisServer('127.0.0.1', $this->nodes[0]->port, prefix: $prefix, isCluster: true, library: RealRedis::library());
    }

    /** On the node that has the key. */
    public function say(string ...$words): mixed
    {
        foreach ($this->nodes as $node) {
            try {
                return $node->say(...$words);
            } catch (UnableToAskRedis $failure) {
                if ($failure->word !== 'MOVED') {
                    throw $failure;
                }
            }
        }
        throw new \RuntimeException('No node has it.');
    }

    public function stop(): void
    {
        foreach ($this->nodes as $node) {
            $node->stop();
        }
    }

    private function await(): void
    {
        for ($try = 0; $try < 500; $try++) {
            $ready = array_filter($this->nodes, static function (RealRedis $node): bool {
                $info = $node->say('CLUSTER', 'INFO');

                return is_string($info) && str_contains($info, 'cluster_state:ok') && str_contains($info, 'cluster_slots_assigned:16384');
            });
            if (count($ready) === 3) {
                return;
            }
            usleep(20_000);
        }
        throw new \RuntimeException('The cluster does not come up.');
    }
}
