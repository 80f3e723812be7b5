<?php

/**
 * After a change nobody gets the old page: a post is changed the way an editor does it, purged by the listeners of the
 * plugin, and asked for at every layer until the new text comes. The window of a layer is how long an old page may still
 * come after the purge has returned: none at the origin, and at the edge what the owner allows its view of the ledger.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

use DynamicCache\Benchmark\CalmProbes;
use DynamicCache\Benchmark\ProbePost;
use DynamicCache\Benchmark\Probes;
use DynamicCache\Benchmark\UnableToMeasure;
use DynamicCache\Purge\PurgeQueue;

final class PurgeGate implements Gate
{
    private const TIMES = 3;

    /** Seconds after the longest window for which somebody still waits for the new page. */
    private const PATIENCE = 3.0;

    /**
     * @param non-empty-list<Layer> $layers from WordPress outwards
     * @param \Closure(): float $clock seconds that only go forward
     */
    public function __construct(private readonly array $layers, private readonly \Closure $clock) {}

    /** Each is a change, and is named after the layer that hears of it last. */
    public function cases(): array
    {
        $last = $this->layers[count($this->layers) - 1]->name;

        return array_map(static fn(int $time): string => "{$last} {$time}", range(1, self::TIMES));
    }

    public function check(string $case): array
    {
        return $this->measure($case)[0];
    }

    /**
     * @return array{non-empty-list<Evidence>, float} one for each layer, and the milliseconds from the change until all were fresh
     *
     * @throws UnableToMeasure
     */
    public function measure(string $case): array
    {
        [$old, $new] = ['old' . bin2hex(random_bytes(6)), 'new' . bin2hex(random_bytes(6))];
        $post = ProbePost::publish($old);
        try {
            PurgeQueue::of_site()->flush('');
            foreach ($this->layers as $layer) {
                self::warm(new CalmProbes($layer->probes), $post->url(), $old);
            }
            $began = ($this->clock)();
            $post->change($new);
            PurgeQueue::of_site()->flush('');

            return $this->wait($case, $post->url(), $new, $began);
        } finally {
            $post->delete();
            PurgeQueue::of_site()->flush('');
        }
    }

    /** @throws UnableToMeasure */
    private static function warm(Probes $probes, string $url, string $marker): void
    {
        $answer = $probes->get($url, 'purge');
        for ($try = 1; $try < 4 && $answer->outcome() !== 'hit'; $try++) {
            $answer = $probes->get($url, 'purge');
        }
        if ($answer->outcome() === 'hit' && str_contains($answer->reply->body, $marker)) {
            return;
        }
        throw UnableToMeasure::because("the probe post is not stored: HTTP {$answer->reply->status}, {$answer->reply->header('x-dynamic-cache')}");
    }

    /** @return array{non-empty-list<Evidence>, float} */
    private function wait(string $case, string $url, string $marker, float $began): array
    {
        $purged = ($this->clock)();
        $end = $purged + max(array_map(static fn(Layer $layer): float => $layer->window, $this->layers)) + self::PATIENCE;
        $waits = array_map(static fn(Layer $layer): LayerWait => new LayerWait($layer), $this->layers);
        do {
            foreach ($waits as $wait) {
                $wait->ask($url, $marker, fn(): float => ($this->clock)() - $purged);
            }
            $isOver = array_filter($waits, static fn(LayerWait $wait): bool => !$wait->is_fresh()) === [];
            if (!$isOver) {
                usleep(50_000);
            }
        } while (!$isOver && ($this->clock)() < $end);
        $millis = (($this->clock)() - $began) * 1000;

        return [array_map(static fn(LayerWait $wait): Evidence => $wait->evidence($case), $waits), $millis];
    }
}
