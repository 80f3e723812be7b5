<?php

/**
 * What happened, as a sentence in the language of who reads the list of purges. Stored is a cause in fixed words with
 * numbers ("post 12"); titles are looked up when it is read. Causes of older versions stay as they are.
 */

declare(strict_types=1);

namespace DynamicCache\Purge;

final class CauseSentence
{
    /** @return string plain text, titles as they are: whoever prints it escapes it */
    public static function of(string $cause, string $actor): string
    {
        $noticed = self::of_noticed($cause);
        if ($noticed !== null) {
            return $noticed;
        }
        $whole = self::of_whole($cause) ?? CauseThing::begun($cause) ?? self::of_signal($cause);
        $things = array_map(CauseThing::named(...), $cause === '' ? [] : explode(', ', $cause));

        return $whole === null ? self::changed($things, $actor) : self::by($whole, $actor);
    }

    /** What came to light in somebody's request, and was not done in it: nobody is named. */
    private static function of_noticed(string $cause): ?string
    {
        return match ($cause) {
            'update' => __('The plugin was updated', 'ai-wp-dynamic-cache'),
            Cause::RESTORED => __('The database was put back to an older state', 'ai-wp-dynamic-cache'),
            Cause::OUT_OF_REACH => __('The site was changed while the stored pages were out of reach', 'ai-wp-dynamic-cache'),
            Cause::TIME_AWAY => __('The site was changed while this plugin was not running', 'ai-wp-dynamic-cache'),
            Cause::CODE => __('The code of a plugin or of the theme was changed on the server', 'ai-wp-dynamic-cache'),
            Cause::KEPT => __('What a plugin keeps in the object cache was changed', 'ai-wp-dynamic-cache'),
            Cause::PROOF => __('A check found a stored page that was not what WordPress renders', 'ai-wp-dynamic-cache'),
            default => null,
        };
    }

    /** The hook by which another cache says that its own is empty (Ecosystem\PurgeSignals), as it calls it. */
    private static function of_signal(string $cause): ?string
    {
        /* translators: %s: name of a hook */
        return preg_match('#^[a-z0-9]+(?:[_/][a-z0-9]+)+(?::[0-9]+)?$#D', $cause) === 1 ? sprintf(__('Another plugin asked for a purge: %s', 'ai-wp-dynamic-cache'), $cause) : null;
    }

    private static function of_whole(string $cause): ?string
    {
        return match ($cause) {
            'manual' => __('Pages were purged by hand', 'ai-wp-dynamic-cache'),
            Cause::SOFT => __('Pages were let expire by hand: shown once more while they are rendered anew', 'ai-wp-dynamic-cache'),
            'enabled' => __('The cache was turned on, with nothing in it', 'ai-wp-dynamic-cache'),
            Cause::SHADOW => __('Shadow mode began, with nothing in the cache', 'ai-wp-dynamic-cache'),
            'theme switched' => __('Another theme was activated', 'ai-wp-dynamic-cache'),
            'plugin activated' => __('A plugin was activated', 'ai-wp-dynamic-cache'),
            'plugin deactivated' => __('A plugin was deactivated', 'ai-wp-dynamic-cache'),
            'update installed' => __('An update was installed', 'ai-wp-dynamic-cache'),
            'WordPress updated' => __('WordPress was updated', 'ai-wp-dynamic-cache'),
            'permalinks changed' => __('The form of the addresses was changed', 'ai-wp-dynamic-cache'),
            'customizer saved' => __('The customizer was saved', 'ai-wp-dynamic-cache'),
            'menu saved', 'menu made', 'menu deleted' => __('A menu was changed', 'ai-wp-dynamic-cache'),
            '' => __('Pages were purged by a program', 'ai-wp-dynamic-cache'),
            default => null,
        };
    }

    /** @param list<string> $things */
    private static function changed(array $things, string $actor): string
    {
        $list = wp_sprintf_l('%l', array_values(array_unique($things)));

        return match ($actor) {
            /* translators: %s: list of things, such as “Summer menu” */
            'cron' => sprintf(__('On schedule: %s changed', 'ai-wp-dynamic-cache'), $list),
            /* translators: %s: list of things, such as “Summer menu” */
            'cli', '' => self::begun(sprintf(__('%s changed', 'ai-wp-dynamic-cache'), $list)),
            /* translators: 1: a person, 2: list of things, such as “Summer menu” */
            default => sprintf(__('%1$s changed %2$s', 'ai-wp-dynamic-cache'), self::person($actor), $list),
        };
    }

    /** As a sentence begins: names of things are written for the middle of one. */
    private static function begun(string $sentence): string
    {
        return mb_strtoupper(mb_substr($sentence, 0, 1)) . mb_substr($sentence, 1);
    }

    private static function by(string $sentence, string $actor): string
    {
        return match ($actor) {
            '' => $sentence,
            /* translators: %s: what happened */
            'cron' => sprintf(__('%s (on schedule)', 'ai-wp-dynamic-cache'), $sentence),
            /* translators: %s: what happened */
            'cli' => sprintf(__('%s (on the command line)', 'ai-wp-dynamic-cache'), $sentence),
            /* translators: 1: what happened, 2: a person */
            default => sprintf(__('%1$s (%2$s)', 'ai-wp-dynamic-cache'), $sentence, self::person($actor)),
        };
    }

    private static function person(string $login): string
    {
        if ($login === wp_get_current_user()->user_login) {
            return __('You', 'ai-wp-dynamic-cache');
        }
        $user = get_user_by('login', $login);

        return $user instanceof \WP_User ? $user->display_name : $login;
    }
}
