<?php

/** PHP as it renders the pages. */

declare(strict_types=1);

namespace DynamicCache\Findings\Host;

use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Findings\WebFacts;

final class PhpLook
{
    /** @return list<Finding> */
    public static function findings(WebFacts $facts): array
    {
        return [
            /* translators: 1: version of PHP, 2: name of its interface to the web server, as fpm-fcgi */
            new Finding('php', FindingStatus::Good, sprintf(__('PHP %1$s (%2$s)', 'ai-wp-dynamic-cache'), $facts->php, $facts->sapi)),
            self::opcache($facts),
            ...($facts->hasZlib ? [] : [new Finding(
                'zlib',
                FindingStatus::Warning,
                __('PHP cannot compress pages', 'ai-wp-dynamic-cache'),
                __('Without zlib pages are stored as they are: they take five times the space, and the web server compresses them for every visitor anew.', 'ai-wp-dynamic-cache'),
                __('Ask the host for the zlib extension of PHP.', 'ai-wp-dynamic-cache'),
            )]),
            ...self::debugging(),
        ];
    }

    private static function opcache(WebFacts $facts): Finding
    {
        if (!$facts->hasOpcache) {
            return new Finding(
                'opcache',
                FindingStatus::Warning,
                __('The opcode cache of PHP is off', 'ai-wp-dynamic-cache'),
                __('PHP reads and compiles WordPress anew for every page that is rendered, and the cache for every page that is served.', 'ai-wp-dynamic-cache'),
                __('Ask the host to switch opcache on.', 'ai-wp-dynamic-cache'),
            );
        }

        return new Finding(
            'opcache',
            FindingStatus::Good,
            __('The opcode cache of PHP is on', 'ai-wp-dynamic-cache'),
            $facts->checksFiles ? '' : __('It never looks whether a file has changed. This cache allows for that: every version of it has files of its own.', 'ai-wp-dynamic-cache'),
        );
    }

    /** @return list<Finding> */
    private static function debugging(): array
    {
        $findings = [];
        if (defined('SAVEQUERIES') && (bool) constant('SAVEQUERIES')) {
            $findings[] = new Finding('savequeries', FindingStatus::Warning, __('WordPress keeps a list of every query', 'ai-wp-dynamic-cache'), __('SAVEQUERIES makes every render slower and larger.', 'ai-wp-dynamic-cache'), __('Remove SAVEQUERIES from wp-config.php when you have seen what you wanted.', 'ai-wp-dynamic-cache'));
        }
        $isShown = defined('WP_DEBUG') && (bool) constant('WP_DEBUG') && defined('WP_DEBUG_DISPLAY') && (bool) constant('WP_DEBUG_DISPLAY');
        if ($isShown) {
            $isLocal = in_array(wp_get_environment_type(), ['local', 'development'], true);
            $findings[] = new Finding('debug-display', $isLocal ? FindingStatus::Info : FindingStatus::Warning, __('WordPress prints notices into pages', 'ai-wp-dynamic-cache'), __('A notice that a render prints is stored with the page and shown to everybody until it is rendered again.', 'ai-wp-dynamic-cache'), $isLocal ? '' : __('Set WP_DEBUG_DISPLAY to false in wp-config.php and look into the log instead.', 'ai-wp-dynamic-cache'));
        }

        return $findings;
    }
}
