<?php

/** Why a run does not go on. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

final class Trouble
{
    public const BUDGET = 'budget';
    public const FAILED = 'failed';

    /**
     * @param string $word a value of ProbeTrouble, `budget` or `failed`
     * @param string $detail what was seen, without secrets
     */
    public function __construct(public readonly string $word, public readonly string $detail = '') {}

    public static function of(\Throwable $failure): self
    {
        return $failure instanceof UnableToProbe
            ? new self($failure->trouble->value, trim("{$failure->url} {$failure->detail}"))
            : new self(self::FAILED, $failure->getMessage());
    }

    /** @param array<mixed> $data of to_array() */
    public static function from(array $data): ?self
    {
        $word = $data['word'] ?? null;
        $detail = $data['detail'] ?? null;

        return is_string($word) && $word !== '' ? new self($word, is_string($detail) ? $detail : '') : null;
    }

    /** @return array{word: string, means: string, fix: string, detail: string} in the language of who asks */
    public function to_array(): array
    {
        $probe = ProbeTrouble::tryFrom($this->word);
        [$means, $fix] = match (true) {
            $probe !== null => [$probe->means(), $probe->fix()],
            $this->word === self::BUDGET => [
                __('The time that was given to the run is used up.', 'ai-wp-dynamic-cache'),
                __('Let it go on: it gets the same time again.', 'ai-wp-dynamic-cache'),
            ],
            default => [__('The run met something that it cannot get past.', 'ai-wp-dynamic-cache'), __('Look at the detail, then let it go on.', 'ai-wp-dynamic-cache')],
        };

        return ['word' => $this->word, 'means' => $means, 'fix' => $fix, 'detail' => $this->detail];
    }
}
