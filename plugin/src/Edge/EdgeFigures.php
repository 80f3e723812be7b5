<?php

/**
 * What the Worker says of its last day (`GET /api/cache/metrics`, signed). Asked when somebody looks, at most once in five
 * minutes; a Worker of before has no such route, which is said and nothing more.
 */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Settings\JsonSchema;

final class EdgeFigures
{
    private const HOURS = 24;
    private const SECONDS = 2.0;
    private const KEPT = 'dynamic_cache_edge_figures';
    private const KEPT_SECONDS = 300;
    private const COUNTS = ['requests', 'hits', 'stale', 'misses', 'bypasses', 'errors'];

    public function __construct(private readonly EdgeClient $client) {}

    /** @return array{figures: array<string, int|float|null>|null, rollout: array<array-key, mixed>|null, why: ?string} contracts/src/edge-figures.ts */
    public function to_array(): array
    {
        $key = Credentials::load()->usable_key();
        if ($key === null) {
            return self::none(null);
        }
        $kept = get_transient(self::KEPT);
        if (is_array($kept) && ($kept['kid'] ?? null) === $key->kid && is_array($kept['total'] ?? null)) {
            return ['figures' => self::figures($kept['total']), 'rollout' => self::rollout($kept['rollout'] ?? null), 'why' => null];
        }
        try {
            $answer = $this->client->signed($key, new Call('GET', '/api/cache/metrics?hours=' . self::HOURS, '', self::SECONDS));
        } catch (RefusedByEdge $refusal) {
            return self::none($refusal->status === 404
                ? __('This Worker does not count; deploy the one of this version.', 'ai-wp-dynamic-cache')
                : Trouble::explain($refusal->getMessage()));
        } catch (UnableToReachEdge $failure) {
            return self::none(Trouble::explain($failure->getMessage()));
        }
        $total = $answer['total'] ?? null;
        $figures = is_array($total) ? self::figures($total) : null;
        if ($figures === null) {
            return self::none(Trouble::explain(Trouble::ContractMismatch->value));
        }
        $rollout = self::rollout($answer['rollout'] ?? null);
        set_transient(self::KEPT, ['kid' => $key->kid, 'total' => $total, 'rollout' => $rollout], self::KEPT_SECONDS);

        return ['figures' => $figures, 'rollout' => $rollout, 'why' => null];
    }

    /** What was kept is of before: the Worker has just been told something else. */
    public static function forget(): void
    {
        delete_transient(self::KEPT);
    }

    /** @return array{figures: null, rollout: null, why: ?string} */
    private static function none(?string $why): array
    {
        return ['figures' => null, 'rollout' => null, 'why' => $why];
    }

    /** @return array<array-key, mixed>|null null where there is no rollout, or what is said of it has not the form of the contract */
    private static function rollout(mixed $told): ?array
    {
        $document = json_decode((string) wp_json_encode($told));

        return is_array($told) && JsonSchema::shipped('rollout-figures')->errors($document) === [] ? $told : null;
    }

    /**
     * @param array<array-key, mixed> $total
     *
     * @return array<string, int|float|null>|null null where a member is not what it should be
     */
    private static function figures(array $total): ?array
    {
        $figures = ['hours' => self::HOURS];
        foreach (self::COUNTS as $name) {
            $count = $total[$name] ?? null;
            if (!is_int($count) || $count < 0) {
                return null;
            }
            $figures[$name] = $count;
        }
        $ratio = $total['hit_ratio'] ?? null;
        $isRatio = $ratio === null || ((is_int($ratio) || is_float($ratio)) && $ratio >= 0 && $ratio <= 1);

        return $isRatio ? $figures + ['hit_ratio' => $ratio] : null;
    }
}
