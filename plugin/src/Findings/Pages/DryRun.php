<?php

/**
 * Judges a render as the recorder would, and stores nothing: for requests of the site to itself that carry its token
 * (LookToken), whether the cache is on or not. The verdict goes out as a header. In every other request it does nothing.
 */

declare(strict_types=1);

namespace DynamicCache\Findings\Pages;

use DynamicCache\Engine\Bypass;
use DynamicCache\Engine\Cacheability;
use DynamicCache\Engine\Fill;
use DynamicCache\Engine\FillRequest;
use DynamicCache\Engine\Lookup;
use DynamicCache\Engine\Rendering;
use DynamicCache\Engine\Request;
use DynamicCache\Engine\ResponseHeaders;
use DynamicCache\Engine\Visit;
use DynamicCache\Feature;
use DynamicCache\Findings\LookToken;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tags\Render\RenderObserver;

final class DryRun implements Feature
{
    /** The engine passes a request with it on to WordPress, which pays no heed to it outside of its REST API. */
    public const PASS_BY = 'X-HTTP-Method-Override';

    private ?Visit $visit = null;

    public function __construct(private readonly SettingsRepository $repository) {}

    public function boot(): void
    {
        $token = $_SERVER['HTTP_X_DYNAMIC_CACHE_LOOK'] ?? null;
        if (!is_string($token) || Fill::current() !== null) {
            return;
        }
        // At once, so that it is around the buffers of plugins, as the recorder's is; the token is read when it can be.
        ob_start($this->finish(...), 0, PHP_OUTPUT_HANDLER_REMOVABLE);
        add_action('plugins_loaded', fn() => $this->begin($token), PHP_INT_MIN, 0);
    }

    private function begin(string $token): void
    {
        if (!LookToken::is_genuine($token, time())) {
            return;
        }
        $visit = $this->visit_of_now();
        if ($visit instanceof Bypass) {
            header(LookToken::HEADER . ": bypass; reason={$visit->reason->value}");

            return;
        }
        $this->visit = $visit;
        FillRequest::clean($visit);
        Fill::begin(new Fill());
        (new RenderObserver())->boot();
    }

    /** In the output callback: nothing may print, throw or open another buffer. */
    private function finish(string $body, int $phase): string
    {
        $fill = Fill::current();
        if ($this->visit === null || $fill === null) {
            return $body;
        }
        try {
            $error = error_get_last();
            $verdict = self::verdict(new Cacheability($this->visit, $fill), new Rendering(
                (int) http_response_code(),
                new ResponseHeaders(array_values(array_filter(headers_list(), self::is_of_page(...)))),
                $body,
                $phase,
                headers_sent(),
                $error['type'] ?? 0,
            ));
            if (!headers_sent()) {
                header(LookToken::HEADER . ": {$verdict}");
            }
        } catch (\Throwable) {
            // Without a verdict the look says that it has seen none.
        }
        Fill::end();

        return $body;
    }

    private static function verdict(Cacheability $cacheability, Rendering $rendering): string
    {
        $refusal = $cacheability->refusal($rendering);

        return $refusal === null ? "store; ttl={$cacheability->lifetime($rendering)}" : "refuse; reason={$refusal->value}";
    }

    private static function is_of_page(string $line): bool
    {
        return !str_starts_with($line, LookToken::HEADER);
    }

    /** By the rules that every site has: those of the owner are asked where the look is made, saved or not. */
    private function visit_of_now(): Visit|Bypass
    {
        $server = $_SERVER;
        unset($server['HTTP_X_HTTP_METHOD_OVERRIDE']);
        $request = Request::from_server($server);
        $config = LookConfig::without_rules($this->repository->all());
        $found = (new Lookup($request, $config))->decide(time());

        return $found instanceof Bypass ? $found : new Visit($request, $config, $found, time());
    }
}
