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
        $whole = self::of_whole($cause);
        $things = array_map(self::thing(...), $cause === '' ? [] : explode(', ', $cause));

        return $whole === null ? self::changed($things, $actor) : self::by($whole, $actor);
    }

    private static function of_whole(string $cause): ?string
    {
        return match ($cause) {
            'manual' => __('Pages were purged by hand', 'ai-wp-dynamic-cache'),
            SoftPurge::CAUSE => __('Pages were let expire by hand: shown once more while they are rendered anew', 'ai-wp-dynamic-cache'),
            'enabled' => __('The cache was turned on, with nothing in it', 'ai-wp-dynamic-cache'),
            'update' => __('The plugin was updated', 'ai-wp-dynamic-cache'),
            RestoredDatabase::CAUSE => __('The database was put back to an older state', 'ai-wp-dynamic-cache'),
            TimeAway::CAUSE => __('The site was changed while this plugin was not running', 'ai-wp-dynamic-cache'),
            CodeFingerprint::CAUSE => __('The code of a plugin or of the theme was changed on the server', 'ai-wp-dynamic-cache'),
            'proof' => __('A check found a stored page that was not what WordPress renders', 'ai-wp-dynamic-cache'),
            'shadow' => __('Shadow mode began, with nothing in the cache', 'ai-wp-dynamic-cache'),
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
            'cli', '' => sprintf(__('%s changed', 'ai-wp-dynamic-cache'), $list),
            /* translators: 1: a person, 2: list of things, such as “Summer menu” */
            default => sprintf(__('%1$s changed %2$s', 'ai-wp-dynamic-cache'), self::person($actor), $list),
        };
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

    /** One of the things that changed, as a person knows it. */
    private static function thing(string $cause): string
    {
        preg_match('/^(?:(.+) of )?(post|term|user|comment|option) (\S+)(?:( deleted)| and ([0-9]+) more)?$/D', $cause, $parts);
        [, $meta, $kind, $name, , $more] = $parts + ['', '', '', '', '', ''];
        $thing = match ($kind) {
            'post' => self::post((int) $name),
            'term' => self::term((int) $name),
            'user' => self::user((int) $name),
            'comment' => self::comment((int) $name),
            /* translators: %s: name of an option */
            'option' => sprintf(__('the setting %s', 'ai-wp-dynamic-cache'), $name),
            default => $cause,
        };
        if ($meta !== '') {
            /* translators: 1: name of a field, 2: what it belongs to, such as “Summer menu” */
            $thing = sprintf(__('%1$s of %2$s', 'ai-wp-dynamic-cache'), $meta, $thing);
        }

        /* translators: 1: a thing that changed, 2: number of other things */
        return $more === '' ? $thing : sprintf(__('%1$s and %2$s more', 'ai-wp-dynamic-cache'), $thing, number_format_i18n((int) $more));
    }

    private static function post(int $id): string
    {
        $title = get_post($id) instanceof \WP_Post ? self::plain(get_the_title($id)) : '';

        /* translators: %d: number of a post */
        return $title === '' ? sprintf(__('post %d', 'ai-wp-dynamic-cache'), $id) : self::quoted($title);
    }

    private static function term(int $id): string
    {
        $term = get_term($id);

        /* translators: %d: number of a term */
        return $term instanceof \WP_Term ? self::quoted(self::plain($term->name)) : sprintf(__('term %d', 'ai-wp-dynamic-cache'), $id);
    }

    private static function user(int $id): string
    {
        $user = get_userdata($id);

        return $user instanceof \WP_User
            /* translators: %s: name of a person */
            ? sprintf(__('the profile of %s', 'ai-wp-dynamic-cache'), $user->display_name)
            /* translators: %d: number of a user */
            : sprintf(__('user %d', 'ai-wp-dynamic-cache'), $id);
    }

    private static function comment(int $id): string
    {
        $comment = get_comment($id);

        return $comment instanceof \WP_Comment
            /* translators: %s: title of a post in quotation marks */
            ? sprintf(__('a comment on %s', 'ai-wp-dynamic-cache'), self::post((int) $comment->comment_post_ID))
            : __('a comment', 'ai-wp-dynamic-cache');
    }

    private static function person(string $login): string
    {
        if ($login === wp_get_current_user()->user_login) {
            return __('You', 'ai-wp-dynamic-cache');
        }
        $user = get_user_by('login', $login);

        return $user instanceof \WP_User ? $user->display_name : $login;
    }

    private static function quoted(string $title): string
    {
        /* translators: %s: a title */
        return sprintf(__('“%s”', 'ai-wp-dynamic-cache'), $title);
    }

    private static function plain(string $html): string
    {
        return trim(html_entity_decode(wp_strip_all_tags($html), ENT_QUOTES | ENT_HTML5, 'UTF-8'));
    }
}
