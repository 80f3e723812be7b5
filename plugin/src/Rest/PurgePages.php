<?php

/** `POST /purge`: what a person or a program asks to be thrown away, by URLs, tags, post, or everything. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Edge\EdgePosition;
use DynamicCache\Purge\AskedTags;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\SoftPurge;
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\NotOfThisSite;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Settings\SiteUrl;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\WholeTags;

final class PurgePages implements Route
{
    public function __construct(private readonly PurgeQueue $queue) {}

    public function path(): string
    {
        return '/purge';
    }

    public function method(): string
    {
        return 'POST';
    }

    /** Whoever may edit a post may purge that one; all else needs the capability. */
    public function allows(\WP_REST_Request $request): bool
    {
        if (current_user_can(Capabilities::PURGE)) {
            return true;
        }
        $asked = json_decode(JsonBody::text($request), true, 32);
        $post = is_array($asked) && array_diff(array_keys($asked), ['post', 'soft']) === [] ? $asked['post'] ?? null : null;

        return is_int($post) && current_user_can('edit_post', $post);
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        $body = JsonBody::valid($request, 'site-purge');
        if (!isset($body->urls) && !isset($body->tags) && !isset($body->post) && ($body->everything ?? false) !== true) {
            throw new Refusal(400, 'nothing_to_purge');
        }
        $urls = self::urls(self::texts($body->urls ?? null));
        $asked = [...self::tags(self::texts($body->tags ?? null)), ...(is_int($body->post ?? null) ? [Tag::post($body->post)] : [])];
        $tags = WholeTags::of([...$asked, ...(($body->everything ?? false) === true ? [Tag::site()] : [])]);
        $unknown = AskedTags::unknown($asked);
        if (($body->soft ?? false) === true) {
            SoftPurge::of_site()->run($tags, $urls);

            return Answer::ok(EdgePosition::reached(time()) + ['unknown' => $unknown]);
        }
        $this->queue->add_urls(...$urls);
        $this->queue->add(...$tags);
        $this->queue->flush('manual');

        return Answer::ok(EdgePosition::reached(time()) + ['unknown' => $unknown]);
    }

    /**
     * All of them, or nothing is purged.
     *
     * @param list<string> $asked
     *
     * @return list<string>
     *
     * @throws Refusal
     */
    private static function tags(array $asked): array
    {
        $errors = [];
        foreach ($asked as $at => $tag) {
            $complaint = AskedTags::complaint($tag);
            if ($complaint !== null) {
                $errors[] = new FieldError("tags.{$at}", $complaint);
            }
        }

        return $errors === [] ? $asked : throw new Refusal(400, 'invalid_body', $errors);
    }

    /**
     * All of them, or nothing is purged: whoever names a page of another site would take it for purged, and the edge
     * refuses a message with a text that is no address.
     *
     * @param list<string> $asked
     *
     * @return list<string>
     *
     * @throws Refusal
     */
    private static function urls(array $asked): array
    {
        $aliases = $asked === [] ? [] : SettingsRepository::of_site()->all()->hosts;
        $urls = $errors = [];
        foreach ($asked as $at => $url) {
            try {
                $urls[] = SiteUrl::named($url, $aliases)->text();
            } catch (NotOfThisSite $refusal) {
                $errors[] = new FieldError("urls.{$at}", $refusal->getMessage());
            }
        }

        return $errors === [] ? $urls : throw new Refusal(400, 'invalid_body', $errors);
    }

    /** @return list<string> */
    private static function texts(mixed $list): array
    {
        return is_array($list) ? array_values(array_filter($list, is_string(...))) : [];
    }
}
