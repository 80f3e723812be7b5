<?php

/** A route of `dynamic-cache/v1` as an ability: what it takes and gives, and how it is asked. */

declare(strict_types=1);

namespace DynamicCache\Abilities;

use DynamicCache\Settings\JsonSchema;

final class RouteAbility
{
    private const NAMESPACE = '/dynamic-cache/v1';

    /**
     * @param 'GET'|'POST' $method
     * @param array<mixed> $input JSON schema; empty for an ability that takes nothing
     * @param string $output name of the schema of the answer
     * @param array{readonly: bool, destructive: bool, idempotent: bool} $annotations
     */
    private function __construct(
        private readonly string $label,
        private readonly string $description,
        private readonly string $method,
        private readonly string $path,
        private readonly array $input,
        private readonly string $output,
        private readonly array $annotations,
    ) {}

    /** @return array<lowercase-string&non-falsy-string, self> by name */
    public static function all(): array
    {
        $reads = ['readonly' => true, 'destructive' => false, 'idempotent' => true];
        $acts = ['readonly' => false, 'destructive' => false, 'idempotent' => true];

        return [
            'status' => new self(
                __('State of the page cache', 'ai-wp-dynamic-cache'),
                __('Whether the cache is on, what is in its way, and where the connection to the edge stands.', 'ai-wp-dynamic-cache'),
                'GET',
                '/status',
                [],
                'site-status',
                $reads,
            ),
            'explain' => new self(
                __('Explain a page', 'ai-wp-dynamic-cache'),
                __('What a visitor without cookies gets for one address or post, step by step, and why.', 'ai-wp-dynamic-cache'),
                'GET',
                '/explain',
                self::one_of(['url' => ['type' => 'string', 'minLength' => 1, 'maxLength' => 8192], 'post' => ['type' => 'integer', 'minimum' => 1]]),
                'site-explained',
                $reads,
            ),
            'purge' => new self(
                __('Purge pages', 'ai-wp-dynamic-cache'),
                __('Throws stored pages away: by address, by tag, all that show a post, or everything. They are rendered anew when they are asked for.', 'ai-wp-dynamic-cache'),
                'POST',
                '/purge',
                JsonSchema::shipped('site-purge')->to_array(),
                'site-purged',
                $acts,
            ),
            'warm' => new self(
                __('Warm pages', 'ai-wp-dynamic-cache'),
                __('Fetches pages as a visitor would, so that the next one gets them from the cache.', 'ai-wp-dynamic-cache'),
                'POST',
                '/warm',
                JsonSchema::shipped('site-warm')->to_array(),
                'site-warmed',
                $acts,
            ),
        ] + self::advice($reads);
    }

    /**
     * What is suggested is applied by a person, in wp-admin or in a shell.
     *
     * @param array{readonly: bool, destructive: bool, idempotent: bool} $reads
     *
     * @return array<lowercase-string&non-falsy-string, self>
     */
    private static function advice(array $reads): array
    {
        $members = [
            'source' => ['type' => 'string', 'enum' => ['rules', 'ai'], 'description' => __('Who is asked; “ai” costs what the provider of the site asks for.', 'ai-wp-dynamic-cache')],
            'budget' => ['type' => 'integer', 'minimum' => 1, 'maximum' => 3600, 'description' => __('Seconds of rendering, for the pages to warm.', 'ai-wp-dynamic-cache')],
        ];
        $abilities = [];
        foreach ([
            'routes' => [__('Risk of pages', 'ai-wp-dynamic-cache'), __('How likely it is, page by page, that storing it shows one visitor what belongs to another.', 'ai-wp-dynamic-cache')],
            'preload' => [__('Pages to warm first', 'ai-wp-dynamic-cache'), __('Which pages to warm first within a budget.', 'ai-wp-dynamic-cache')],
            'benchmark' => [__('Meaning of the benchmark', 'ai-wp-dynamic-cache'), __('What the last benchmark of this host comes to.', 'ai-wp-dynamic-cache')],
            'tuning' => [__('Suggested settings', 'ai-wp-dynamic-cache'), __('Settings of the page cache that the figures of the last week speak against.', 'ai-wp-dynamic-cache')],
        ] as $kind => [$label, $description]) {
            $abilities["advise-{$kind}"] = new self($label, $description, 'GET', "/advisor/{$kind}", ['default' => []] + self::one_of($members), 'site-advice', $reads);
        }

        return $abilities;
    }

    /** @return array<string, mixed> as wp_register_ability() takes it */
    public function registration(string $category): array
    {
        return [
            'label' => $this->label,
            'description' => $this->description,
            'category' => $category,
            'output_schema' => JsonSchema::shipped($this->output)->to_array(),
            'permission_callback' => $this->allows(...),
            'execute_callback' => $this->run(...),
            'meta' => ['annotations' => $this->annotations, 'show_in_rest' => true],
        ] + ($this->input === [] ? [] : ['input_schema' => $this->input]);
    }

    /** The permission of the route itself. */
    public function allows(mixed $input = null): bool
    {
        $request = $this->request($input);
        $handlers = rest_get_server()->get_routes('dynamic-cache/v1')[self::NAMESPACE . $this->path] ?? [];
        foreach (is_array($handlers) ? $handlers : [] as $handler) {
            $methods = is_array($handler) ? $handler['methods'] ?? null : null;
            $permission = is_array($handler) ? $handler['permission_callback'] ?? null : null;
            if (is_array($methods) && ($methods[$this->method] ?? false) === true && is_callable($permission)) {
                return $permission($request) === true;
            }
        }

        return false;
    }

    /** @return array<mixed>|\WP_Error the answer of the route */
    public function run(mixed $input = null): array|\WP_Error
    {
        $response = rest_do_request($this->request($input));
        $body = $response->get_data();
        $body = is_array($body) ? $body : [];
        if ($response->get_status() < 400) {
            return $body;
        }
        $error = is_string($body['error'] ?? null) ? $body['error'] : 'internal_error';

        return new \WP_Error("dynamic_cache_{$error}", self::sentence($error, $body['details'] ?? null), ['status' => $response->get_status()] + $body);
    }

    /** @return \WP_REST_Request<array<string, mixed>> */
    private function request(mixed $input): \WP_REST_Request
    {
        $members = is_array($input) ? array_filter($input, is_string(...), ARRAY_FILTER_USE_KEY) : [];
        /** @var \WP_REST_Request<array<string, mixed>> $request */
        $request = new \WP_REST_Request($this->method, self::NAMESPACE . $this->path);
        if ($this->method === 'GET') {
            $request->set_query_params(array_map(static fn(mixed $value): mixed => is_int($value) ? (string) $value : $value, $members));
        } else {
            $request->set_header('content-type', 'application/json');
            $request->set_body((string) wp_json_encode((object) $members));
        }

        return $request;
    }

    private static function sentence(string $error, mixed $details): string
    {
        $lines = [];
        foreach (is_array($details) ? $details : [] as $detail) {
            if (is_array($detail) && is_string($detail['path'] ?? null) && is_string($detail['message'] ?? null)) {
                $lines[] = trim("{$detail['path']}: {$detail['message']}", ': ');
            }
        }

        return $lines === [] ? $error : implode(' ', $lines);
    }

    /**
     * @param array<string, array<string, mixed>> $members
     *
     * @return array<string, mixed>
     */
    private static function one_of(array $members): array
    {
        return ['type' => 'object', 'properties' => $members, 'additionalProperties' => false];
    }
}
