<?php

/** What was measured of one strategy so far, value by value: percentiles are taken at the end, from all of them. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

final class Samples
{
    private const LISTS = ['cold', 'warm', 'cpu', 'queries', 'purge'];

    /**
     * @param array{cold: list<float>, warm: list<float>, cpu: list<float>, queries: list<float>, purge: list<float>} $lists milliseconds
     *     of cold and warm answers, percent of a processor and database queries by render, milliseconds from a change until
     *     all was fresh
     * @param int $repeats visits of a page that was asked for before
     * @param int $hits those of them that the cache answered
     * @param int $r2Asked pages of which R2 alone was asked whether it has them
     * @param int $r2Found those of them that it had
     */
    private function __construct(
        private array $lists = ['cold' => [], 'warm' => [], 'cpu' => [], 'queries' => [], 'purge' => []],
        private int $repeats = 0,
        private int $hits = 0,
        private int $r2Asked = 0,
        private int $r2Found = 0,
    ) {}

    public static function none(): self
    {
        return new self();
    }

    /** @param array<mixed> $data of to_array() */
    public static function from(array $data): self
    {
        $samples = new self();
        foreach (self::LISTS as $name) {
            foreach (is_array($data[$name] ?? null) ? $data[$name] : [] as $value) {
                $samples->add($name, is_int($value) || is_float($value) ? (float) $value : 0.0);
            }
        }
        $number = static fn(string $name): int => is_int($data[$name] ?? null) ? $data[$name] : 0;
        [$samples->repeats, $samples->hits] = [$number('repeats'), $number('hits')];
        [$samples->r2Asked, $samples->r2Found] = [$number('r2_asked'), $number('r2_found')];

        return $samples;
    }

    /** A page that was not stored before, rendered for this answer. */
    public function add_render(Probed $answer): void
    {
        $this->add('cold', $answer->reply->ms);
        $this->add('cpu', $answer->cpu_percent());
        if ($answer->queries !== null) {
            $this->add('queries', (float) $answer->queries);
        }
    }

    /** A page that was asked for before. */
    public function add_repeat(Probed $answer): void
    {
        $this->add('warm', $answer->reply->ms);
        $this->repeats++;
        $this->hits += $answer->outcome() === 'hit' ? 1 : 0;
    }

    /** Whether R2 had a page that was asked for several times. */
    public function add_r2(bool $isFound): void
    {
        $this->r2Asked++;
        $this->r2Found += $isFound ? 1 : 0;
    }

    public function add_purge(float $ms): void
    {
        $this->add('purge', $ms);
    }

    /** Share of the visits of known pages that the cache answered; null before there was one. */
    public function hit_ratio(): ?float
    {
        return $this->repeats === 0 ? null : $this->hits / $this->repeats;
    }

    /** Share of known pages that R2 could answer; null where it was not asked. */
    public function r2_ratio(): ?float
    {
        return $this->r2Asked === 0 ? null : $this->r2Found / $this->r2Asked;
    }

    /**
     * @param 'cold'|'warm'|'cpu'|'queries'|'purge' $name
     *
     * @return list<float>
     */
    public function values(string $name): array
    {
        return $this->lists[$name];
    }

    /** @return array<string, mixed> */
    public function to_array(): array
    {
        return [...$this->lists, 'repeats' => $this->repeats, 'hits' => $this->hits, 'r2_asked' => $this->r2Asked, 'r2_found' => $this->r2Found];
    }

    /** @param 'cold'|'warm'|'cpu'|'queries'|'purge' $name */
    private function add(string $name, float $value): void
    {
        $this->lists[$name][] = round($value, 3);
    }
}
