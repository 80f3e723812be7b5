<?php

/**
 * `POST /settings/test`: a look at the host, or a test of a connection with settings that need not be saved. Changes
 * nothing, saves nothing, and answers with findings alone: no secret that it was given or that it used.
 */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Findings\Tests;
use DynamicCache\Findings\TestSubject;
use DynamicCache\Settings\Document;
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\InvalidSettings;
use DynamicCache\Settings\JsonSchema;
use DynamicCache\Settings\SettingIsFixed;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\SettingsRepository;

final class TestSettings implements Route
{
    public function __construct(
        private readonly SettingsRepository $repository,
        private readonly Tests $tests,
    ) {}

    public function path(): string
    {
        return '/settings/test';
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
        $body = JsonBody::of($request);
        $errors = JsonSchema::shipped('settings-test')->errors($this->without_settings($body));
        if ($errors !== []) {
            throw new Refusal(400, 'invalid_body', $errors);
        }
        $subject = TestSubject::from((new Document($body))->text('what'));
        $settings = $this->settings($body->settings ?? new \stdClass());
        $began = hrtime(true);
        $findings = $this->tests->findings($subject, $settings);

        return Answer::ok([
            'what' => $subject->value,
            'passed' => array_filter($findings, static fn(Finding $finding): bool => $finding->status === FindingStatus::Bad) === [],
            'findings' => array_map(static fn(Finding $finding): array => $finding->to_array(), $findings),
            'ms' => (int) round((hrtime(true) - $began) / 1_000_000),
        ]);
    }

    /** The schema knows of the settings only that they are an object; they have one of their own. */
    private function without_settings(\stdClass $body): \stdClass
    {
        $copy = clone $body;
        if (($copy->settings ?? null) instanceof \stdClass) {
            $copy->settings = new \stdClass();
        }

        return $copy;
    }

    private function settings(mixed $patch): Settings
    {
        if (!$patch instanceof \stdClass) {
            throw new Refusal(400, 'invalid_body', [new FieldError('settings', __('This must be an object.', 'ai-wp-dynamic-cache'))]);
        }
        try {
            return $this->repository->typed($this->repository->patched($this->repository->stored(), $patch));
        } catch (InvalidSettings $failure) {
            throw new Refusal(400, 'invalid_settings', array_map(
                static fn(FieldError $error): FieldError => new FieldError("settings.{$error->path}", $error->message),
                $failure->errors,
            ));
        } catch (SettingIsFixed $failure) {
            throw new Refusal(409, 'setting_is_fixed', [new FieldError("settings.{$failure->path}", $failure->getMessage())]);
        }
    }
}
