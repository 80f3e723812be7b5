<?php

/**
 * What a tag stands for and what purges it, in words. Titles of posts that visitors cannot see are told to nobody who
 * could not read them in wp-admin either.
 */

declare(strict_types=1);

namespace DynamicCache\Explain;

use DynamicCache\Tags\Tables\BusyTables;
use DynamicCache\Tags\Tag;

final class TagMeaning
{
    /**
     * @param list<string> $tags
     * @param array<string, string> $sources tag → word of Tags\Render\TagSources
     *
     * @return list<array{tag: string, meaning: string, source: string}>
     */
    public static function all(array $tags, array $sources = []): array
    {
        self::prime($tags);

        return array_map(
            static fn(string $tag): array => ['tag' => $tag, 'meaning' => self::of($tag), 'source' => TagSource::of($sources[$tag] ?? '')],
            $tags,
        );
    }

    public static function of(string $tag): string
    {
        return preg_match('/^([1-9][0-9]*):(.+)$/D', $tag, $match) === 1 ? self::of_other_site((int) $match[1], $match[2]) : self::of_own($tag);
    }

    /** Ids mean something on their own site alone. */
    private static function of_other_site(int $site, string $tag): string
    {
        if (!is_multisite() || get_site($site) === null) {
            /* translators: %d: id of a site of the network */
            return sprintf(__('Of site %d of the network, which is gone.', 'ai-wp-dynamic-cache'), $site);
        }
        switch_to_blog($site);
        /* translators: 1: id of a site of the network, 2: its name, 3: what a tag stands for */
        $meaning = sprintf(__('On site %1$d “%2$s”, which the page shows too: %3$s', 'ai-wp-dynamic-cache'), $site, get_bloginfo('name'), self::of_own($tag));
        restore_current_blog();

        return $meaning;
    }

    private static function of_own(string $tag): string
    {
        [$name, $facet] = explode('~', $tag, 2) + ['', ''];
        $parts = explode(':', $name);
        if ($facet !== '' && in_array($parts[0], ['post', 'term', 'user'], true)) {
            return self::of_aspect($parts[0], (int) ($parts[1] ?? 0), $facet);
        }
        $meaning = self::of_whole($parts) ?? self::of_thing($parts) ?? ListMeaning::of($parts)
            /* translators: %s: a tag, such as my-plugin:7 */
            ?? sprintf(__('A tag of another plugin; purged when that plugin purges “%s”.', 'ai-wp-dynamic-cache'), $tag);

        return $facet === '' ? $meaning : sprintf(
            /* translators: 1: what a tag stands for, 2: the one aspect of it, in words */
            __('%1$s Only: %2$s.', 'ai-wp-dynamic-cache'),
            $meaning,
            FacetMeaning::of($facet),
        );
    }

    private static function of_aspect(string $kind, int $id, string $facet): string
    {
        $thing = match ($kind) {
            'post' => self::post($id),
            'term' => self::term($id),
            default => self::user($id),
        };

        /* translators: 1: a thing, such as: post 12 “Summer menu”, 2: the one aspect of it that the page shows, such as: the text */
        return sprintf(__('Of %1$s: %2$s; purged when that changes.', 'ai-wp-dynamic-cache'), $thing, FacetMeaning::of($facet));
    }

    /** @param list<string> $tags */
    private static function prime(array $tags): void
    {
        $posts = $terms = [];
        foreach ($tags as $tag) {
            if (preg_match('/^(post|term|comments|adjacent|terms|meta:post|meta:term):([0-9]{1,18})(?:[:~]|$)/D', $tag, $match) === 1) {
                str_ends_with($match[1], 'term') ? $terms[] = (int) $match[2] : $posts[] = (int) $match[2];
            }
        }
        if ($posts !== []) {
            _prime_post_caches(array_values(array_unique($posts)), false, false);
        }
        if ($terms !== []) {
            _prime_term_caches(array_values(array_unique($terms)), false);
        }
    }

    /** @param list<string> $parts */
    private static function of_whole(array $parts): ?string
    {
        return count($parts) > 1 ? null : match ($parts[0]) {
            Tag::site() => __('Every page of the site; purged by what may change all of them, such as a new theme or “Purge everything”.', 'ai-wp-dynamic-cache'),
            Tag::home() => __('The front page; purged when what is shown there changes.', 'ai-wp-dynamic-cache'),
            Tag::paged() => __('A list with the number of posts from the settings; purged when that number changes.', 'ai-wp-dynamic-cache'),
            Tag::feed() => __('A feed; purged when the settings of feeds change.', 'ai-wp-dynamic-cache'),
            Tag::search() => __('Results of a search; purged when what can be found changes.', 'ai-wp-dynamic-cache'),
            Tag::sitemap() => __('A sitemap; purged when what is in it changes.', 'ai-wp-dynamic-cache'),
            default => null,
        };
    }

    /** @param list<string> $parts */
    private static function of_thing(array $parts): ?string
    {
        [$kind, $name] = $parts + ['', ''];
        $id = (int) $name;

        return match ($kind) {
            /* translators: %s: a post, such as: post 12 “Summer menu” */
            'post' => sprintf(__('The %s; purged when its title, text, address or status changes.', 'ai-wp-dynamic-cache'), self::post($id)),
            /* translators: %s: a term, such as: category 3 “News” */
            'term' => sprintf(__('The %s; purged when its name, address or description changes.', 'ai-wp-dynamic-cache'), self::term($id)),
            /* translators: %s: a user, such as: author 1 “Ada” */
            'user' => sprintf(__('The %s; purged when the public name or profile changes.', 'ai-wp-dynamic-cache'), self::user($id)),
            /* translators: 1: name of a taxonomy, 2: a post */
            'terms' => sprintf(__('What the %2$s carries of “%1$s”; purged when that changes.', 'ai-wp-dynamic-cache'), $parts[2] ?? '', self::post($id)),
            /* translators: %s: a post */
            'adjacent' => sprintf(__('The neighbours of the %s, before and after it; purged when another post comes between.', 'ai-wp-dynamic-cache'), self::post($id)),
            'comments' => $id === 0
                ? __('The latest comments, wherever they stand; purged by every new or changed comment.', 'ai-wp-dynamic-cache')
                /* translators: %s: a post */
                : sprintf(__('The comments of the %s; purged when one comes, goes or changes.', 'ai-wp-dynamic-cache'), self::post($id)),
            'meta' => self::meta($parts),
            /* translators: %d: id of a menu */
            'menu' => sprintf(__('The menu %d; purged when it is saved.', 'ai-wp-dynamic-cache'), $id),
            default => self::of_frame($kind, $parts),
        };
    }

    /** @param list<string> $parts */
    private static function of_frame(string $kind, array $parts): ?string
    {
        $last = $parts[count($parts) - 1];

        return match ($kind) {
            /* translators: %s: name of a template */
            'template' => sprintf(__('The template “%s” of the theme; purged when it is edited.', 'ai-wp-dynamic-cache'), $last),
            /* translators: %s: name of a template part */
            'part' => sprintf(__('The template part “%s” of the theme; purged when it is edited.', 'ai-wp-dynamic-cache'), $last),
            'styles' => __('The styles of the theme; purged when they are edited.', 'ai-wp-dynamic-cache'),
            'css' => __('The additional CSS of the theme; purged when it is edited.', 'ai-wp-dynamic-cache'),
            /* translators: %s: name of a widget area */
            'widget' => sprintf(__('The widget area “%s”; purged when its widgets change.', 'ai-wp-dynamic-cache'), $last),
            /* translators: %s: name of an option */
            'option' => sprintf(__('The setting “%s” of WordPress or a plugin; purged when it changes.', 'ai-wp-dynamic-cache'), $last),
            /* translators: %s: name of a theme setting */
            'mod' => sprintf(__('The setting “%s” of the theme; purged when it changes.', 'ai-wp-dynamic-cache'), $last),
            'sql' => self::table($parts),
            'persona' => __('A persona; purged when its rules change.', 'ai-wp-dynamic-cache'),
            'page' => __('This very page; purged by “Purge this page” and by its address.', 'ai-wp-dynamic-cache'),
            'url' => __('This address in all its variants; purged by its address.', 'ai-wp-dynamic-cache'),
            'path' => __('Everything below a path; purged by that path.', 'ai-wp-dynamic-cache'),
            default => null,
        };
    }

    /** @param list<string> $parts */
    private static function table(array $parts): string
    {
        [, $table, $column, $value] = $parts + ['', '', '', ''];
        if (BusyTables::is_busy($table)) {
            /* translators: 1: name of a database table, 2: number of minutes */
            return sprintf(_n('Rows of the database table “%1$s” that a plugin reads by itself. Visits write to it so often that the page lives for %2$d minute instead of going with each of them.', 'Rows of the database table “%1$s” that a plugin reads by itself. Visits write to it so often that the page lives for %2$d minutes instead of going with each of them.', intdiv(BusyTables::LIFE, 60), 'ai-wp-dynamic-cache'), $table, intdiv(BusyTables::LIFE, 60));
        }

        return $value === ''
            /* translators: %s: name of a database table */
            ? sprintf(__('Rows of the database table “%s” that a plugin reads by itself; purged when visible ones change.', 'ai-wp-dynamic-cache'), $table)
            /* translators: 1: name of a database table, 2: name of a column, 3: a value in it */
            : sprintf(__('Rows of the database table “%1$s” with “%3$s” in the column “%2$s”, which a plugin reads by itself; purged when one of them changes.', 'ai-wp-dynamic-cache'), $table, $column, $value);
    }

    /** @param list<string> $parts */
    private static function meta(array $parts): string
    {
        [, $type, $id, $key] = $parts + ['', '', '', ''];
        $thing = match ($type) {
            'post' => self::post((int) $id),
            'term' => self::term((int) $id),
            'user' => self::user((int) $id),
            /* translators: %s: id of a comment */
            default => sprintf(__('comment %s', 'ai-wp-dynamic-cache'), $id),
        };

        /* translators: 1: name of a custom field, 2: the post, term or user that has it */
        return sprintf(__('The field “%1$s” of the %2$s; purged when its value changes.', 'ai-wp-dynamic-cache'), $key, $thing);
    }

    private static function post(int $id): string
    {
        $post = get_post($id);
        $isTold = $post instanceof \WP_Post && (is_post_publicly_viewable($post) || current_user_can('read_post', $id));
        $title = $isTold ? trim(wp_strip_all_tags($post->post_title)) : '';

        return $title === ''
            /* translators: %d: id of a post */
            ? sprintf(__('post %d', 'ai-wp-dynamic-cache'), $id)
            /* translators: 1: id of a post, 2: its title */
            : sprintf(__('post %1$d “%2$s”', 'ai-wp-dynamic-cache'), $id, $title);
    }

    private static function term(int $id): string
    {
        $term = get_term($id);

        return $term instanceof \WP_Term
            /* translators: 1: id of a category or tag, 2: its name */
            ? sprintf(__('term %1$d “%2$s”', 'ai-wp-dynamic-cache'), $id, wp_strip_all_tags($term->name))
            /* translators: %d: id of a category or tag */
            : sprintf(__('term %d', 'ai-wp-dynamic-cache'), $id);
    }

    private static function user(int $id): string
    {
        $user = get_userdata($id);

        return $user instanceof \WP_User
            /* translators: 1: id of a user, 2: public name */
            ? sprintf(__('user %1$d “%2$s”', 'ai-wp-dynamic-cache'), $id, $user->display_name)
            /* translators: %d: id of a user */
            : sprintf(__('user %d', 'ai-wp-dynamic-cache'), $id);
    }
}
