<?php

/**
 * Fetches pages of this site as a visitor without cookies, one after the other, at the origin and then through the edge.
 * Never for a visitor's request: a page that warms pages while it is rendered would call itself without end.
 */

declare(strict_types=1);

namespace DynamicCache\Warm;

use DynamicCache\Edge\EdgeAddress;
use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Settings\NotOfThisSite;
use DynamicCache\Settings\SiteUrl;

final class Warmer
{
    /** Seconds for one answer. */
    private const PER_ANSWER = 5.0;

    /** Seconds for all of them. */
    private const ALTOGETHER = 20.0;

    /** Less than this is not worth asking. */
    private const LEAST = 0.5;

    /** Another render, right after this one, is stored: the first only noted what it depends on, or met a change. */
    private const PASSING = [Reason::ChangedByOwnRender, Reason::PurgedDuringFill, Reason::Suspect];

    private static bool $isWarming = false;

    /** @param \Closure(): float $clock seconds that only go forward */
    public function __construct(
        private readonly Fetch $fetch,
        private readonly ?EdgeAddress $edge,
        private readonly \Closure $clock,
    ) {}

    public static function of_site(): self
    {
        return new self(new WordPressFetch(), ConnectedEdge::address(), static fn(): float => hrtime(true) / 1e9);
    }

    /**
     * @param list<string> $urls
     *
     * @return list<WarmedPage> in their order
     */
    public function warm(array $urls): array
    {
        if (self::is_called_by_warming()) {
            $error = __('This request is itself fetched to warm a page; it warms no others.', 'ai-wp-dynamic-cache');

            return array_map(static fn(string $url): WarmedPage => new WarmedPage($url, WarmedLayer::silent($error, 0.0), null), $urls);
        }
        self::$isWarming = true;
        try {
            $end = ($this->clock)() + self::ALTOGETHER;

            return array_map(fn(string $url): WarmedPage => $this->page($url, $end), $urls);
        } finally {
            self::$isWarming = false;
        }
    }

    private static function is_called_by_warming(): bool
    {
        return self::$isWarming || Fill::current() !== null || isset($_SERVER['HTTP_' . strtr(strtoupper(WordPressFetch::MARK), '-', '_')]);
    }

    private function page(string $url, float $end): WarmedPage
    {
        try {
            $page = SiteUrl::to_fetch($url);
        } catch (NotOfThisSite $refusal) {
            return new WarmedPage($url, WarmedLayer::silent($refusal->getMessage(), 0.0), null);
        }
        // First the origin: the edge fetches from there, and gets a page that is stored already.
        $origin = $this->ask(Layer::Origin, $page->text(), $end);
        if (in_array(Reason::tryFrom($origin->reason ?? ''), self::PASSING, true)) {
            $origin = $this->ask(Layer::Origin, $page->text(), $end);
        }
        $edge = $this->edge === null ? null : $this->ask(Layer::Edge, $this->edge->url("/edge/cache/~{$page->host}{$page->target}"), $end);

        return new WarmedPage($page->text(), $origin, $edge);
    }

    private function ask(Layer $layer, string $url, float $end): WarmedLayer
    {
        $start = ($this->clock)();
        $seconds = min(self::PER_ANSWER, $end - $start);
        if ($seconds < self::LEAST) {
            /* translators: %d: seconds */
            return WarmedLayer::silent(sprintf(_n('Not fetched: the %d second for all pages together was over.', 'Not fetched: the %d seconds for all pages together were over.', (int) self::ALTOGETHER, 'ai-wp-dynamic-cache'), (int) self::ALTOGETHER), 0.0);
        }
        try {
            $fetched = $this->fetch->get($url, $layer === Layer::Origin, $seconds);

            return WarmedLayer::answered($layer, $fetched, $this->ms_since($start));
        } catch (UnableToFetch $failure) {
            return WarmedLayer::silent($this->explain($layer, $failure, $start, $seconds), $this->ms_since($start));
        }
    }

    private function explain(Layer $layer, UnableToFetch $failure, float $start, float $seconds): string
    {
        $isTimeout = ($this->clock)() - $start >= $seconds - 0.1;
        $why = $isTimeout
            ? sprintf(
                /* translators: %s: number of seconds */
                _n('no answer within %s second', 'no answer within %s seconds', (int) ceil($seconds), 'ai-wp-dynamic-cache'),
                number_format_i18n($seconds, 1),
            )
            : $failure->getMessage();

        return match (true) {
            $layer === Layer::Edge => sprintf(
                /* translators: %s: what went wrong */
                __('The edge could not be asked: %s.', 'ai-wp-dynamic-cache'),
                rtrim($why, '.'),
            ),
            $isTimeout => sprintf(
                /* translators: %s: what went wrong */
                __('The site could not fetch its own page: %s. The page is slow, or the host runs one PHP process at a time and cannot answer itself.', 'ai-wp-dynamic-cache'),
                $why,
            ),
            default => sprintf(
                /* translators: %s: what went wrong */
                __('The site could not fetch its own page: %s.', 'ai-wp-dynamic-cache'),
                rtrim($why, '.'),
            ),
        };
    }

    private function ms_since(float $start): float
    {
        return round((($this->clock)() - $start) * 1000, 1);
    }
}
