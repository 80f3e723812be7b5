<?php

/**
 * From a request to a bypass with its reason, or to the key to look up: the rules of contracts/src/lookup.ts in the
 * same order; contracts/fixtures/lookup is run on both sides. First matching rule wins.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Lookup
{
    /** The rules in their order, for who explains a decision. */
    public const STEPS = [
        'enabled',
        'pause',
        'method',
        'body',
        'override',
        'host',
        'path',
        'override-query',
        'cookies',
        'authorization',
        'exclude.paths',
        'exclude.queries',
        'exclude.cookies',
        'exclude.user_agents',
        'private-query',
        'query.allow',
        'key',
    ];

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
        $bypass = $this->before_url($now);
        if ($bypass !== null) {
            return $bypass;
        }
        $path = CacheKey::path($this->request->raw_path());
        if ($path === null || preg_match('#/wp-(admin|json|content|includes)(/|$)|\.php(/|$)#iD', $path) === 1) {
            return new Bypass(Reason::Path, 'path', $path ?? '');
        }
        $parameters = QueryParameter::all($this->request->raw_query());
        $cookies = Cookies::parse($this->request->header('cookie') ?? '');
        $bypass = $this->after_url($path, $parameters, $cookies);
        if ($bypass !== null) {
            return $bypass;
        }
        $target = $this->target($path, $parameters, $cookies);

        return strlen($target->canonical) > CacheKey::MAX_BYTES ? new Bypass(Reason::KeyTooLong, 'key') : $target;
    }

    private function before_url(int $now): ?Bypass
    {
        $request = $this->request;
        if (!$this->config->isEnabled) {
            return new Bypass(Reason::Disabled, 'enabled');
        }
        if ($this->config->pausedUntil > $now) {
            return new Bypass(Reason::Paused, 'pause');
        }
        if ($request->method !== 'GET' && $request->method !== 'HEAD') {
            return new Bypass(Reason::Method, 'method', $request->method);
        }
        if (($request->header('content-length') ?? '0') !== '0' || $request->header('transfer-encoding') !== null) {
            return new Bypass(Reason::Body, 'body');
        }
        foreach (self::OVERRIDE_HEADERS as $name) {
            if ($request->header($name) !== null) {
                return new Bypass(Reason::Override, 'override', $name);
            }
        }
        $isKnown = $this->config->answers(CacheKey::host($request->host, $request->scheme));

        return $isKnown && $request->scheme === $this->config->scheme ? null : new Bypass(Reason::Host, 'host', $request->host);
    }

    /** @param list<QueryParameter> $parameters */
    private function after_url(string $path, array $parameters, Cookies $cookies): ?Bypass
    {
        $variables = array_map(static fn(QueryParameter $parameter) => $parameter->variable, $parameters);
        $names = $cookies->names();
        if (in_array('_method', $variables, true)) {
            return new Bypass(Reason::Override, 'override-query', '_method');
        }
        foreach ($names as $name) {
            if (stripos($name, 'sess') !== false || Patterns::match(self::PRIVATE_COOKIES, $name)) {
                return new Bypass(Reason::Cookie, 'cookies', $name);
            }
        }
        if ($this->request->header('authorization') !== null) {
            return new Bypass(Reason::Authorization, 'authorization');
        }
        $bypass = $this->excluded($path, $variables, $names);
        if ($bypass !== null) {
            return $bypass;
        }
        $private = self::first_match(self::PRIVATE_QUERIES, $variables);
        if ($private !== null) {
            return new Bypass(Reason::PrivateQuery, 'private-query', $private);
        }
        $unknown = $this->config->rules->isAllowList ? $this->unknown($variables) : null;

        return $unknown === null ? null : new Bypass(Reason::Excluded, 'query.allow', $unknown);
    }

    /**
     * @param list<string> $variables
     * @param list<string> $cookies
     */
    private function excluded(string $path, array $variables, array $cookies): ?Bypass
    {
        $excluded = $this->config->rules->excluded;
        $texts = [
            'paths' => [$path],
            'queries' => $variables,
            'cookies' => $cookies,
            'user_agents' => [$this->request->header('user-agent') ?? ''],
        ];
        foreach ($texts as $rule => $candidates) {
            $found = self::first_match($excluded[$rule], $candidates);
            if ($found !== null) {
                return new Bypass(Reason::Excluded, "exclude.{$rule}", $found);
            }
        }

        return null;
    }

    /** @param list<string> $variables */
    private function unknown(array $variables): ?string
    {
        $rules = $this->config->rules;
        foreach ($variables as $variable) {
            if (!Patterns::match($rules->allowedQueries, $variable) && !Patterns::match($rules->ignoredQueries, $variable)) {
                return $variable;
            }
        }

        return null;
    }

    /**
     * @param list<string> $patterns
     * @param list<string> $texts
     */
    private static function first_match(array $patterns, array $texts): ?string
    {
        foreach ($texts as $text) {
            if (Patterns::match($patterns, $text)) {
                return $text;
            }
        }

        return null;
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
