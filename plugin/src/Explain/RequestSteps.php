<?php

/** The first half of the decision, before anything is looked up: every rule of Engine\Lookup in its order, in words. */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Engine\Bypass;
use DynamicCache\Engine\Config;
use DynamicCache\Engine\Lookup;
use DynamicCache\Engine\QueryParameter;
use DynamicCache\Engine\Request;
use DynamicCache\Engine\Target;

final class RequestSteps
{
    public function __construct(private readonly Request $request, private readonly Config $config) {}

    /**
     * @param Bypass|Target $found what Lookup decided
     *
     * @return list<Step>
     */
    public function of(Bypass|Target $found): array
    {
        $steps = [];
        foreach (Lookup::STEPS as $name) {
            if ($found instanceof Bypass && $found->step === $name) {
                return [...$steps, new Step($name, $this->stopped($found), true, self::setting($name))];
            }
            $steps[] = new Step($name, $found instanceof Target && $name === 'key' ? self::key($found) : $this->passed($name));
        }

        return $steps;
    }

    private static function setting(string $step): ?string
    {
        return match ($step) {
            'enabled' => 'enabled',
            'pause' => 'paused_until',
            'host' => 'hosts',
            'query.allow' => 'query.allow',
            'exclude.paths', 'exclude.queries', 'exclude.cookies', 'exclude.user_agents' => $step,
            default => null,
        };
    }

    private function passed(string $step): string
    {
        return match ($step) {
            'enabled' => __('The cache is on.', 'ai-wp-dynamic-cache'),
            'pause' => __('It is not paused.', 'ai-wp-dynamic-cache'),
            /* translators: %s: GET or HEAD */
            'method' => sprintf(__('The request only reads (%s).', 'ai-wp-dynamic-cache'), $this->request->method),
            'body' => __('The request sends no data along.', 'ai-wp-dynamic-cache'),
            'override' => __('No header asks for another method.', 'ai-wp-dynamic-cache'),
            /* translators: %s: host */
            'host' => sprintf(__('%s is a host of this site.', 'ai-wp-dynamic-cache'), $this->request->host),
            'path' => __('The path belongs to a page, not to WordPress itself.', 'ai-wp-dynamic-cache'),
            'override-query' => __('No parameter asks for another method.', 'ai-wp-dynamic-cache'),
            'cookies' => __('No cookie names a person.', 'ai-wp-dynamic-cache'),
            'authorization' => __('The request carries no login.', 'ai-wp-dynamic-cache'),
            'exclude.paths' => __('No pattern of yours excludes the path.', 'ai-wp-dynamic-cache'),
            'exclude.queries' => __('No pattern of yours excludes a parameter.', 'ai-wp-dynamic-cache'),
            'exclude.cookies' => __('No pattern of yours excludes a cookie.', 'ai-wp-dynamic-cache'),
            'exclude.user_agents' => __('No pattern of yours excludes the browser.', 'ai-wp-dynamic-cache'),
            'private-query' => __('No parameter belongs to one person or one moment.', 'ai-wp-dynamic-cache'),
            default => __('All parameters are allowed.', 'ai-wp-dynamic-cache'),
        };
    }

    private function stopped(Bypass $bypass): string
    {
        return match ($bypass->step) {
            'enabled' => __('The cache is switched off.', 'ai-wp-dynamic-cache'),
            /* translators: %s: time of day */
            'pause' => sprintf(__('The cache is paused until %s.', 'ai-wp-dynamic-cache'), (string) wp_date('H:i:s', $this->config->pausedUntil)),
            /* translators: %s: method of a request, such as POST */
            'method' => sprintf(__('%s requests always go to WordPress.', 'ai-wp-dynamic-cache'), $bypass->found),
            'body' => __('The request sends data along, so that WordPress has to see it.', 'ai-wp-dynamic-cache'),
            /* translators: %s: name of a header */
            'override' => sprintf(__('The header %s asks for another method.', 'ai-wp-dynamic-cache'), $bypass->found),
            /* translators: 1: scheme and host that were asked for, 2: those of the site */
            'host' => sprintf(__('%1$s is not the address of this site, which is %2$s.', 'ai-wp-dynamic-cache'), "{$this->request->scheme}://{$bypass->found}", "{$this->config->scheme}://{$this->config->host}"),
            'path' => $bypass->found === ''
                ? __('The path can be read in more than one way (doubled slash, dots, encoded slash), so that it is never stored.', 'ai-wp-dynamic-cache')
                : __('The path belongs to WordPress itself (administration, REST API, a PHP file), not to a page.', 'ai-wp-dynamic-cache'),
            'override-query' => __('The parameter “_method” asks for another method.', 'ai-wp-dynamic-cache'),
            /* translators: %s: name of a cookie */
            'cookies' => sprintf(__('The cookie “%s” belongs to one person.', 'ai-wp-dynamic-cache'), $bypass->found),
            'authorization' => __('The request carries a login.', 'ai-wp-dynamic-cache'),
            default => $this->stopped_by_query($bypass),
        };
    }

    private function stopped_by_query(Bypass $bypass): string
    {
        return match ($bypass->step) {
            /* translators: %s: a path */
            'exclude.paths' => sprintf(__('Your list of excluded paths matches %s.', 'ai-wp-dynamic-cache'), $bypass->found),
            /* translators: %s: name of a query parameter */
            'exclude.queries' => sprintf(__('Your list of excluded parameters matches “%s”.', 'ai-wp-dynamic-cache'), $bypass->found),
            /* translators: %s: name of a cookie */
            'exclude.cookies' => sprintf(__('Your list of excluded cookies matches “%s”.', 'ai-wp-dynamic-cache'), $bypass->found),
            'exclude.user_agents' => __('Your list of excluded browsers matches.', 'ai-wp-dynamic-cache'),
            /* translators: %s: name of a query parameter */
            'private-query' => sprintf(__('The parameter “%s” belongs to one person or one moment.', 'ai-wp-dynamic-cache'), $bypass->found),
            /* translators: %s: name of a query parameter */
            'query.allow' => sprintf(__('The parameter “%s” is not in your list of allowed parameters.', 'ai-wp-dynamic-cache'), $bypass->found),
            default => __('The address is too long to be stored.', 'ai-wp-dynamic-cache'),
        };
    }

    private static function key(Target $target): string
    {
        $sentence = $target->query === ''
            /* translators: %s: a path */
            ? sprintf(__('Pages are kept by address; this one counts as %s.', 'ai-wp-dynamic-cache'), $target->path)
            /* translators: 1: a path, 2: names of query parameters */
            : sprintf(__('Pages are kept by address; this one counts as %1$s with the parameters %2$s.', 'ai-wp-dynamic-cache'), $target->path, self::names($target->kept));

        return $target->ignored === []
            ? $sentence
            /* translators: 1: a sentence, 2: names of query parameters */
            : sprintf(__('%1$s Left out: %2$s.', 'ai-wp-dynamic-cache'), $sentence, self::names($target->ignored));
    }

    /** @param list<QueryParameter> $parameters */
    private static function names(array $parameters): string
    {
        return implode(', ', array_unique(array_map(
            static fn(QueryParameter $parameter): string => $parameter->name,
            $parameters,
        )));
    }
}
