<?php

/** Posts that are shown: whatever prints one passes a filter of its title, link, text, date or picture. */

declare(strict_types=1);

namespace DynamicCache\Tags\Content;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\Callers\CoreCode;
use DynamicCache\Tags\Ids;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Page\PlainAddresses;
use DynamicCache\Tags\PostFacet;
use DynamicCache\Tags\Queries\ListTags;
use DynamicCache\Tags\RareFacet;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\TermFacet;
use DynamicCache\Tags\UserFacet;

final class PostTaps
{
    /** Filters that say which post core shows, which argument it is, and what of it is shown. */
    private const SHOWN = [
        'the_title' => [1, [PostFacet::Title]],
        'single_post_title' => [1, [PostFacet::Title]],
        'the_title_rss' => [0, []],
        'wp_get_attachment_url' => [1, [PostFacet::File]],
        'get_attached_file' => [1, [PostFacet::File]],
        'image_downsize' => [1, [PostFacet::File]],
        'wp_get_attachment_image_attributes' => [1, [PostFacet::File]],
        'wp_get_attachment_image_src' => [1, [PostFacet::File]],
        'wp_get_attachment_metadata' => [1, [PostFacet::File]],
        'wp_get_attachment_caption' => [1, [PostFacet::Excerpt]],
        'get_the_terms' => [1, []],
        'comments_open' => [1, [PostFacet::Discussion, PostFacet::Status]],
        'pings_open' => [1, [PostFacet::Discussion, PostFacet::Status]],
        'get_comments_number' => [1, []],
        'get_the_date' => [2, [PostFacet::Date]],
        'get_the_time' => [2, [PostFacet::Date]],
        'get_post_time' => [2, [PostFacet::Date]],
        'post_password_required' => [1, [PostFacet::Status]],
        'post_class' => [2, [PostFacet::Status]],
        'post_thumbnail_id' => [1, []],
    ];

    private const LINKS = ['post_link', 'post_type_link', 'page_link', 'attachment_link'];

    /** More than any of those filters has: core cuts them to fewer at every call. */
    private const ARGUMENTS = 9;

    /** Meta key of the file of an attachment, below the folder of uploads. */
    private const FILE = '_wp_attached_file';

    /** @var array<string, array<int, true>> filter → ids of posts of which it has told */
    private array $said = [];

    /** Whether addresses of posts name their authors. */
    private ?bool $namesAuthors = null;

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        foreach (self::SHOWN as $filter => [$place, $facets]) {
            add_filter($filter, function (mixed $value = null, mixed $first = null, mixed $second = null) use ($filter, $place, $facets): mixed {
                $post = $place === 2 ? $second : $first;
                $id = is_int($post) ? $post : Ids::of($post);
                if ($place > 0 && !isset($this->said[$filter][$id])) {
                    $this->said[$filter][$id] = true;
                    $this->page->shows($id, ...$facets);
                }

                return $value;
            }, PHP_INT_MAX, self::ARGUMENTS);
        }
        foreach (self::LINKS as $filter) {
            add_filter($filter, fn(mixed $link = '', mixed $post = 0): mixed => $this->link($filter, $link, $post), PHP_INT_MAX, 2);
        }
        add_filter('is_sticky', $this->sticky(...), PHP_INT_MAX, 2);
        add_filter('attachment_url_to_postid', $this->by_file(...), PHP_INT_MAX);
        add_filter('the_content', $this->content(...), PHP_INT_MAX);
        add_filter('get_the_excerpt', $this->excerpt(...), PHP_INT_MAX, 2);
        foreach (['get_the_modified_date', 'get_the_modified_time', 'get_post_modified_time', 'get_feed_build_date'] as $filter) {
            add_filter($filter, function (mixed $value = null): mixed {
                $this->page->shows_modified();

                return $value;
            }, PHP_INT_MAX);
        }
        add_filter('post_link', $this->author_in_link(...), PHP_INT_MAX, 2);
        add_filter('post_link_category', $this->category_in_link(...), PHP_INT_MAX);
    }

    private function link(string $filter, mixed $link, mixed $post): mixed
    {
        $id = is_int($post) ? $post : Ids::of($post);
        if (!isset($this->said[$filter][$id])) {
            $isPlain = PlainAddresses::is_of_post($filter);
            // Whoever listens by the next time may print more of it.
            if (!$isPlain) {
                $this->said[$filter][$id] = true;
            }
            $this->page->shows($id, $isPlain ? PostFacet::Plain : PostFacet::Link);
        }

        return $link;
    }

    /** The text of the post of the loop; other code on the way may take anything of it. */
    private function content(mixed $html = ''): mixed
    {
        $post = get_post();
        if ($post instanceof \WP_Post) {
            CoreCode::alone_listens('the_content') ? $this->page->shows($post->ID, PostFacet::Content, PostFacet::Status) : $this->page->post($post->ID);
        }

        return $html;
    }

    /** Looked up by the name of its file, and perhaps not there. */
    private function by_file(mixed $post = 0): mixed
    {
        if (Ids::of($post) > 0) {
            $this->page->shows(Ids::of($post), PostFacet::File);
            $this->page->add(Tag::meta('post', Ids::of($post), self::FILE));
        } else {
            $facet = RareFacet::meta(self::FILE);
            $this->page->rare($facet, Tag::facet(Tag::list('attachment'), $facet), Tag::facet(Tag::list('attachment'), ListTags::suspicion($facet)));
        }

        return $post;
    }

    /** Core asks for the class of a post, and prints it on the first page of the blog alone. */
    private function sticky(mixed $is = false, mixed $post = 0): mixed
    {
        if ((is_home() && !is_paged()) || Caller::innermost(['get_post_class' => true]) === '') {
            $this->page->shows(Ids::of($post), PostFacet::Sticky);
        }

        return $is;
    }

    /** Where nobody wrote one, core makes it of the text. */
    private function excerpt(mixed $text = '', mixed $post = null): mixed
    {
        $post = $post instanceof \WP_Post ? $post : get_post();
        if ($post instanceof \WP_Post) {
            $this->page->shows($post->ID, PostFacet::Excerpt, PostFacet::Status, ...($post->post_excerpt === '' ? [PostFacet::Content] : []));
        }

        return $text;
    }

    private function author_in_link(mixed $link = '', mixed $post = null): mixed
    {
        $this->namesAuthors ??= str_contains(is_string($structure = get_option('permalink_structure')) ? $structure : '', '%author%');
        if ($post instanceof \WP_Post && $this->namesAuthors) {
            $this->page->add(UserFacet::of((int) $post->post_author, 'user_nicename'));
        }

        return $link;
    }

    private function category_in_link(mixed $category = null): mixed
    {
        if ($category instanceof \WP_Term) {
            foreach ([$category->term_id, ...get_ancestors($category->term_id, $category->taxonomy, 'taxonomy')] as $term) {
                $this->page->add(TermFacet::Link->of($term));
            }
        }

        return $category;
    }
}
