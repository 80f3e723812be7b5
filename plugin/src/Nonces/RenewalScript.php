<?php

/**
 * Runs at the end of a render for the cache, when a nonce was found in the page: adds the script that renews it in
 * pages that stay open longer, or are kept by a browser or an edge. A file of its own and data in attributes, so that a
 * policy against inline scripts is no obstacle; pages without nonces get nothing.
 */

declare(strict_types=1);

namespace DynamicCache\Nonces;

use DynamicCache\Settings\SettingsRepository;

final class RenewalScript
{
    public function __construct(
        private readonly string $mainFile,
        private readonly SettingsRepository $settings,
    ) {}

    /**
     * The page with the script before its end.
     *
     * @param array<array-key, string> $nonces action → value, as they stand in the page
     * @param int $until Unix seconds: end of the first tick that ends
     * @param int $tick seconds that a tick lasts
     */
    public function add_to(string $page, array $nonces, int $until, int $tick): string
    {
        $end = strripos($page, '</body>');
        if ($end === false || !$this->settings->all()->nonceRefresh || preg_grep('/^[A-Za-z0-9]+$/D', $nonces, PREG_GREP_INVERT) !== []) {
            return $page;
        }
        $actions = new RecordedActions(array_map(strval(...), array_keys($nonces)), $until);
        $token = $actions->token(RenewalKey::of_site());
        $script = $token === null ? '' : wp_get_script_tag([
            'src' => add_query_arg('ver', DYNAMIC_CACHE_VERSION, plugins_url('assets/nonces.js', $this->mainFile)),
            'defer' => true,
            'data-dynamic-cache-nonces' => implode('_', $nonces),
            'data-token' => $token,
            'data-until' => (string) $until,
            'data-tick' => (string) $tick,
            'data-url' => rest_url('dynamic-cache/v1/nonces'),
        ]);

        return substr_replace($page, $script, $end, 0);
    }
}
