<?php

/**
 * `POST /repair`: puts right what the plugin can put right by itself, and answers the status of after. `files` writes
 * engine, drop-in and WP_CACHE again (or takes them out where the cache is off); `edge` registers the site anew, `edge-key` replaces its
 * key.
 */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Edge\Connection;
use DynamicCache\Install\ChangeSettings;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\SettingsRepository;

final class Repair implements Route
{
    public function __construct(
        private readonly SettingsRepository $repository,
        private readonly ChangeSettings $change,
        private readonly Connection $edge,
        private readonly ReadStatus $status,
    ) {}

    public function path(): string
    {
        return '/repair';
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
        $body = JsonBody::valid($request, 'repair');
        match ($body->what ?? '') {
            'edge' => $this->repair_edge(),
            'edge-key' => $this->replace_key(),
            default => $this->repair_files(),
        };

        return $this->status->answer($request);
    }

    private function repair_files(): void
    {
        try {
            $this->change->repair();
        } catch (InstallFailure $failure) {
            throw InstallRefusal::of($failure, 'what');
        }
    }

    private function repair_edge(): void
    {
        $this->need_edge();
        $this->edge->reconnect();
    }

    private function replace_key(): void
    {
        $this->need_edge();
        $error = $this->edge->rotate();
        if ($error !== '') {
            throw new Refusal(502, 'key_not_replaced', [new FieldError('', $error)]);
        }
    }

    private function need_edge(): void
    {
        $edge = $this->repository->all()->edge;
        if (!$edge->enabled || $edge->url === '') {
            throw new Refusal(409, 'edge_is_off');
        }
    }
}
