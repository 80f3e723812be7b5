<?php

/**
 * From a request to a bypass with its reason, or to the key to look up: the rules of contracts/src/lookup.ts in the
 * same order; contracts/fixtures/lookup is run on both sides. First matching rule wins.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Lookup
{
    private const OVERRIDE_HEADERS = ['x-http-method-override', 'x-http-method', 'x-method-override'];

    /** Cookies of a person. */
    private const PRIVATE_COOKIES = [
        'wordpress_logged_in_*',
        'wordpress_sec_*',
        'wordpress_no_cache*',
        'wp-settings-*',
        'wp-postpass_*',
        'comment_author_*',
        'woocommerce_items_in_cart',
        'woocommerce_cart_hash',
        'wp_woocommerce_session_*',
        'edd_items_in_cart',
    ];

    /** Query variables whose answer belongs to one person or one moment. */
    private const PRIVATE_QUERIES = [
        'preview',
        'preview_id',
        'preview_nonce',
        'customize_*',
        'wp_customize',
        'wp_scrape_key',
        'wp_scrape_nonce',
        'unapproved',
        'moderation-hash',
        'replytocom',
        '_wpnonce',
        'add-to-cart',
        'remove_item',
        'wc-ajax',
        'wc-api',
        'rest_route',
        'doing_wp_cron',
        'key',
        'login',
        'token',
    ];

    public function __construct(private readonly Request $request, private readonly Config $config) {}

    /** @param int $now Unix seconds */
    public function decide(int $now): Bypass|Target
    {
        $reason = $this->before_url($now);
        if ($reason !== null) {
            return new Bypass($reason);
        }
        $path = CacheKey::path($this->request->raw_path());
        if ($path === null || preg_match('#/wp-(admin|json|content|includes)(/|$)|\.php(/|$)#iD', $path) === 1) {
            return new Bypass(Reason::Path);
        }
        $parameters = QueryParameter::all($this->request->raw_query());
        $cookies = Cookies::parse($this->request->header('cookie') ?? '');
        $reason = $this->after_url($path, $parameters, $cookies);
        if ($reason !== null) {
            return new Bypass($reason);
        }
        $target = $this->target($path, $parameters, $cookies);

        return strlen($target->canonical) > CacheKey::MAX_BYTES ? new Bypass(Reason::KeyTooLong) : $target;
    }

    private function before_url(int $now): ?Reason
    {
        $request = $this->request;
        if (!$this->config->isEnabled) {
            return Reason::Disabled;
        }
        if ($this->config->pausedUntil > $now) {
            return Reason::Paused;
        }
        if ($request->method !== 'GET' && $request->method !== 'HEAD') {
            return Reason::Method;
        }
        if (($request->header('content-length') ?? '0') !== '0' || $request->header('transfer-encoding') !== null) {
            return Reason::Body;
        }
        foreach (self::OVERRIDE_HEADERS as $name) {
            if ($request->header($name) !== null) {
                return Reason::Override;
            }
        }
        $isKnown = $this->config->answers(CacheKey::host($request->host, $request->scheme));

        return $isKnown && $request->scheme === $this->config->scheme ? null : Reason::Host;
    }

    /** @param list<QueryParameter> $parameters */
    private function after_url(string $path, array $parameters, Cookies $cookies): ?Reason
    {
        $variables = array_map(static fn(QueryParameter $parameter) => $parameter->variable, $parameters);
        $names = $cookies->names();
        if (in_array('_method', $variables, true)) {
            return Reason::Override;
        }
        foreach ($names as $name) {
            if (stripos($name, 'sess') !== false || Patterns::match(self::PRIVATE_COOKIES, $name)) {
                return Reason::Cookie;
            }
        }
        if ($this->request->header('authorization') !== null) {
            return Reason::Authorization;
        }
        if ($this->is_excluded($path, $variables, $names)) {
            return Reason::Excluded;
        }
        if (self::any_matches(self::PRIVATE_QUERIES, $variables)) {
            return Reason::PrivateQuery;
        }

        return $this->config->rules->isAllowList && !$this->are_known($variables) ? Reason::Excluded : null;
    }

    /**
     * @param list<string> $variables
     * @param list<string> $cookies
     */
    private function is_excluded(string $path, array $variables, array $cookies): bool
    {
        $excluded = $this->config->rules->excluded;

        return Patterns::match($excluded['paths'], $path)
            || self::any_matches($excluded['queries'], $variables)
            || self::any_matches($excluded['cookies'], $cookies)
            || Patterns::match($excluded['user_agents'], $this->request->header('user-agent') ?? '');
    }

    /** @param list<string> $variables */
    private function are_known(array $variables): bool
    {
        $rules = $this->config->rules;
        foreach ($variables as $variable) {
            if (!Patterns::match($rules->allowedQueries, $variable) && !Patterns::match($rules->ignoredQueries, $variable)) {
                return false;
            }
        }

        return true;
    }

    /**
     * @param list<string> $patterns
     * @param list<string> $texts
     */
    private static function any_matches(array $patterns, array $texts): bool
    {
        foreach ($texts as $text) {
            if (Patterns::match($patterns, $text)) {
                return true;
            }
        }

        return false;
    }

    /** @param list<QueryParameter> $parameters */
    private function target(string $path, array $parameters, Cookies $cookies): Target
    {
        $ignored = [];
        $kept = [];
        foreach ($parameters as $parameter) {
            if (Patterns::match($this->config->rules->ignoredQueries, $parameter->variable)) {
                $ignored[] = $parameter;
            } else {
                $kept[] = $parameter;
            }
        }
        $query = CacheKey::query($kept);
        $variants = $this->config->rules->variants;
        $canonical = CacheKey::canonical([
            'site' => $this->config->site,
            'scheme' => $this->config->scheme,
            'host' => $this->config->host,
            'path' => $path,
            'query' => $query,
            'persona' => '',
            'language' => $variants['language']?->value($cookies) ?? '',
            'currency' => $variants['currency']?->value($cookies) ?? '',
            'device' => $variants['device']?->value($cookies) ?? '',
        ]);

        return new Target($canonical, $path, $query, $ignored, $kept);
    }
}
