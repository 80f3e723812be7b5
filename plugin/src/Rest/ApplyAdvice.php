<?php

/**
 * `POST /advisor/apply`: sets what was suggested, with the revision that it was suggested for in `If-Match`. Only what is on
 * the closed list and within its bounds, whoever says that it was a suggestion.
 */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Advisor\Application;
use DynamicCache\Advisor\Applied;
use DynamicCache\Advisor\Change;
use DynamicCache\Capabilities;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\SettingsFailure;
use DynamicCache\Settings\SettingsRepository;

final class ApplyAdvice implements Route
{
    /** @param \Closure(): Application $application */
    public function __construct(
        private readonly SettingsRepository $settings,
        private readonly \Closure $application,
    ) {}

    public function path(): string
    {
        return '/advisor/apply';
    }

    public function method(): string
    {
        return 'POST';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return current_user_can(Capabilities::MANAGE);
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        $body = JsonBody::valid($request, 'advice-apply');
        $changes = $this->changes($body);
        try {
            ($this->application)()->apply($changes, SettingsRefusal::revision($request));
        } catch (SettingsFailure|InstallFailure $failure) {
            throw SettingsRefusal::of($failure);
        }

        return self::saved($this->settings, $changes, []);
    }

    /**
     * @param list<Change> $changed
     * @param list<Change> $kept
     */
    public static function saved(SettingsRepository $settings, array $changed, array $kept): Answer
    {
        $revision = $settings->revision();
        $told = static fn(Change $change): array => $change->to_array();

        return Answer::ok([
            'revision' => $revision,
            'changed' => array_map($told, $changed),
            'kept' => array_map($told, $kept),
            'applied' => Applied::last()?->to_array(),
        ], ['ETag' => "\"{$revision}\""]);
    }

    /**
     * All of them, or none.
     *
     * @return non-empty-list<Change>
     *
     * @throws Refusal
     */
    private function changes(\stdClass $body): array
    {
        $now = $this->settings->all();
        $changes = $errors = $seen = [];
        foreach (is_array($body->changes ?? null) ? array_values($body->changes) : [] as $at => $asked) {
            $setting = $asked instanceof \stdClass && is_string($asked->setting ?? null) ? $asked->setting : '';
            $change = $asked instanceof \stdClass ? Change::asked($setting, $asked->value ?? null, $now) : null;
            $what = $change?->setting === Change::EXCLUDE ? (string) $change->to : $setting;
            if ($change === null || isset($seen[$what])) {
                $errors[] = new FieldError("changes.{$at}", __('Nothing that the advisor may suggest: out of bounds, set already, or named twice.', 'ai-wp-dynamic-cache'));
            } else {
                $changes[] = $change;
            }
            $seen[$what] = true;
        }

        return $errors === [] && $changes !== [] ? $changes : throw new Refusal(400, 'invalid_body', $errors);
    }
}
