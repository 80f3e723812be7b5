<?php

/** `GET /stats?from=&to=`: what the cache did, day by day and in all, and what lies on disk. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Stats\Counting;
use DynamicCache\Stats\Days;
use DynamicCache\Stats\DaysReport;
use DynamicCache\Stats\Storage;
use DynamicCache\Stats\Totals;

final class ReadStats implements Route
{
    public function __construct(
        private readonly Counting $counting,
        private readonly SettingsRepository $settings,
    ) {}

    public function path(): string
    {
        return '/stats';
    }

    public function method(): string
    {
        return 'GET';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return current_user_can(Capabilities::MANAGE);
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        [$from, $to] = self::range($request);
        $totals = $this->counting->totals();
        $report = DaysReport::of($totals, $from, $to);

        return Answer::ok([
            'from' => $from,
            'to' => $to,
            'counted_until' => $totals->until(),
            'gaps' => $report->gaps,
            'days' => $report->days,
            'total' => $report->total->counts(),
            'storage' => $this->storage(),
        ]);
    }

    /** @return array<string, int|null>|null */
    private function storage(): ?array
    {
        $measured = Storage::last();

        return $measured === null ? null : $measured + ['max_bytes' => $this->settings->all()->diskMaxBytes];
    }

    /**
     * @param \WP_REST_Request<array<string, mixed>> $request
     *
     * @return array{string, string}
     *
     * @throws Refusal
     */
    private static function range(\WP_REST_Request $request): array
    {
        $given = $request->get_query_params();
        $errors = array_map(
            static fn(string|int $name): FieldError => new FieldError((string) $name, __('This name is not known.', 'ai-wp-dynamic-cache')),
            array_keys(array_diff_key($given, ['from' => true, 'to' => true, '_locale' => true, 'rest_route' => true])),
        );
        $from = self::day($given['from'] ?? null);
        $to = self::day($given['to'] ?? null);
        foreach (['from' => $from, 'to' => $to] as $name => $day) {
            if ($day === null) {
                $errors[] = new FieldError($name, __('This must be a day, such as 2026-01-31.', 'ai-wp-dynamic-cache'));
            }
        }
        if ($from === null || $to === null || $errors !== []) {
            throw new Refusal(400, 'invalid_query', $errors);
        }
        if (strcmp($from, $to) > 0) {
            throw self::refused('from', __('This day is after the last one.', 'ai-wp-dynamic-cache'));
        }
        // Before the days are listed: from the year 0000 on there would be many.
        if (Days::distance($from, $to) >= Totals::DAYS) {
            /* translators: %d: number of days */
            throw self::refused('to', sprintf(_n('At most %d day at once.', 'At most %d days at once.', Totals::DAYS, 'ai-wp-dynamic-cache'), Totals::DAYS));
        }

        return [$from, $to];
    }

    private static function refused(string $name, string $message): Refusal
    {
        return new Refusal(400, 'invalid_query', [new FieldError($name, $message)]);
    }

    private static function day(mixed $text): ?string
    {
        $isDay = is_string($text) && preg_match('/\A([0-9]{4})-([0-9]{2})-([0-9]{2})\z/', $text, $parts) === 1
            && checkdate((int) $parts[2], (int) $parts[3], (int) $parts[1]);

        return $isDay ? $text : null;
    }
}
