<?php

/** What one layer said when a page was fetched through it; contracts/src/page-actions.ts has the same. */

declare(strict_types=1);

namespace DynamicCache\Warm;

final class WarmedLayer
{
    /**
     * @param string|null $outcome first word of `X-Dynamic-Cache`
     * @param string|null $reason its reason word
     * @param string|null $error why there is no page, in words
     * @param bool $isKept the page is stored there now
     */
    private function __construct(
        public readonly ?int $status,
        public readonly ?string $outcome,
        public readonly ?string $reason,
        public readonly float $ms,
        public readonly ?string $error,
        public readonly bool $isKept,
    ) {}

    public static function answered(Layer $layer, Fetched $fetched, float $ms): self
    {
        $isWord = preg_match('/^(hit|stale|miss|bypass); reason=([a-z-]{1,40})$/D', $fetched->said, $match) === 1;

        return new self(
            $fetched->status,
            $isWord ? $match[1] : null,
            $isWord ? $match[2] : null,
            $ms,
            self::complaint($layer, $fetched->status, $isWord),
            $fetched->is_kept_by($layer->value),
        );
    }

    public static function silent(string $error, float $ms): self
    {
        return new self(null, null, null, $ms, $error, false);
    }

    /** @return array{status: int|null, outcome: string|null, reason: string|null, ms: float, error: string|null} */
    public function to_array(): array
    {
        return ['status' => $this->status, 'outcome' => $this->outcome, 'reason' => $this->reason, 'ms' => $this->ms, 'error' => $this->error];
    }

    private static function complaint(Layer $layer, int $status, bool $isWord): ?string
    {
        return match (true) {
            $status === 401 => $layer === Layer::Origin
                ? __('The site asks for a password (status 401), so that it cannot fetch its own pages.', 'ai-wp-dynamic-cache')
                : __('The way from the edge to the site asks for a password (status 401).', 'ai-wp-dynamic-cache'),
            $isWord => null,
            $layer === Layer::Edge => sprintf(
                /* translators: %d: HTTP status */
                __('The edge answered with status %d instead of the page.', 'ai-wp-dynamic-cache'),
                $status,
            ),
            default => sprintf(
                /* translators: %d: HTTP status */
                __('The answer (status %d) came without a word of the cache: it is off, or something before it answers.', 'ai-wp-dynamic-cache'),
                $status,
            ),
        };
    }
}
