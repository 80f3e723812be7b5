<?php

/** One layer after a purge: asked until it has the new page, and when it still gave the old one. */

declare(strict_types=1);

namespace DynamicCache\Benchmark\Gate;

use DynamicCache\Benchmark\Probed;
use DynamicCache\Benchmark\UnableToProbe;

final class LayerWait
{
    private ?Probed $answer = null;

    private bool $isFresh = false;

    /** @var list<float> when an old page was asked for and came, in seconds after the purge */
    private array $stale = [];

    public function __construct(private readonly Layer $layer) {}

    public function is_fresh(): bool
    {
        return $this->isFresh;
    }

    /**
     * Asks once, unless the new page was there already.
     *
     * @param string $marker what the new page shows, and the old one does not
     * @param \Closure(): float $elapsed seconds since the purge has returned
     *
     * @throws UnableToProbe
     */
    public function ask(string $url, string $marker, \Closure $elapsed): void
    {
        if ($this->isFresh) {
            return;
        }
        $asked = $elapsed();
        $this->answer = $this->layer->probes->get($url, 'purge');
        $this->isFresh = str_contains($this->answer->reply->body, $marker);
        if (!$this->isFresh) {
            $this->stale[] = $asked;
        }
    }

    public function evidence(string $case): Evidence
    {
        ['name' => $name, 'window' => $window] = ['name' => $this->layer->name, 'window' => $this->layer->window];
        $late = array_filter($this->stale, static fn(float $at): bool => $at >= $window);
        /* translators: 1: name of a layer, 2: a number */
        $expected = sprintf(__('At the layer “%1$s” no old page is served later than %2$s s after the purge has returned.', 'ai-wp-dynamic-cache'), $name, (string) $window);
        $got = $this->stale === []
            ? __('The first answer after the purge was the new page.', 'ai-wp-dynamic-cache')
            /* translators: 1: a number, 2: a number */
            : sprintf(_n('The old page came %1$d time, for a request %2$s s after the purge.', 'The old page came %1$d times, the last time for a request %2$s s after the purge.', count($this->stale), 'ai-wp-dynamic-cache'), count($this->stale), (string) round(max($this->stale), 3));

        return Evidence::of($case, $this->isFresh && $late === [], $expected, $got, ...($this->answer === null ? [] : [$this->answer]));
    }
}
