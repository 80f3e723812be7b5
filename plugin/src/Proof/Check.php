<?php

/** One page that is, or was, compared with a fresh render: a row of the table `proofs`. */

declare(strict_types=1);

namespace DynamicCache\Proof;

final class Check
{
    /**
     * @param int $id of the row; 0 = none yet
     * @param string $variant as Index\PageAddress has it
     * @param int $askedAt Unix seconds
     * @param int $checkedAt Unix seconds; 0 = not yet
     */
    public function __construct(
        public readonly int $id,
        public readonly Mode $mode,
        public readonly Outcome $outcome,
        public readonly string $url,
        public readonly string $variant,
        public readonly int $askedAt,
        public readonly int $checkedAt,
        public readonly Evidence $evidence,
    ) {}

    /** @param array<mixed> $row of the table; null when it is none of this version */
    public static function of_row(array $row): ?self
    {
        $text = static fn(string $name): string => is_scalar($row[$name] ?? null) ? (string) $row[$name] : '';
        $mode = Mode::tryFrom($text('mode'));
        $outcome = Outcome::tryFrom($text('outcome'));

        return $mode === null || $outcome === null ? null : new self(
            (int) $text('id'),
            $mode,
            $outcome,
            $text('url'),
            $text('variant'),
            (int) $text('asked_at'),
            (int) $text('checked_at'),
            Evidence::decode($text('evidence')),
        );
    }

    /** @return array<string, mixed> `ProofCheck` of contracts/src/proof.ts */
    public function to_array(): array
    {
        return [
            'id' => $this->id,
            'mode' => $this->mode->value,
            'outcome' => $this->outcome->value,
            'means' => $this->outcome->means(),
            'url' => $this->url,
            'variant' => $this->variant,
            'asked_at' => $this->askedAt,
            'checked_at' => $this->checkedAt,
        ] + $this->evidence->to_array();
    }
}
