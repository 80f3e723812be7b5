<?php

/** What a request is about: core and blocks ask the main query for it, which passes no filter. */

declare(strict_types=1);

namespace DynamicCache\Tags\Page;

use DynamicCache\Tags\PostFacet;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\TermFacet;
use DynamicCache\Tags\UserFacet;

final class Subject
{
    /** Types whose plain addresses are ids. */
    private const OF_CORE = ['post', 'page', 'attachment'];

    /** @param \WP_Query $query the main one, when the page is done */
    public static function tag(PageTags $page, \WP_Query $query): void
    {
        $object = $query->get_queried_object();
        $isByBlocks = $page->hears() && ($query->is_feed() ? Readers::is_plain_feed() : Readers::is_block_page($query));
        match (true) {
            $object instanceof \WP_Post => $isByBlocks ? self::post($page, $object) : $page->post($object->ID),
            $object instanceof \WP_Term => $page->add(...($isByBlocks ? TermFacet::named($object->term_id) : [Tag::term($object->term_id)])),
            $object instanceof \WP_User => $page->add(...($isByBlocks ? UserFacet::named($object->ID) : [Tag::user($object->ID)])),
            default => null,
        };
    }

    private static function post(PageTags $page, \WP_Post $post): void
    {
        $page->shows($post->ID, PostFacet::Title, PostFacet::Status, PostFacet::Discussion);
        // Templates, classes and questions such as is_page() know it by its own name, whatever its address is made of.
        if ($post->post_name !== '' && in_array($post->post_type, self::OF_CORE, true) && PlainAddresses::are_of_posts()) {
            $page->shows($post->ID, PostFacet::Above);
            $page->add(Tag::slug(Tag::name($post->post_type), Tag::name($post->post_name)));
        } else {
            $page->shows($post->ID, PostFacet::Link);
        }
    }
}
