<?php

/** Ways to use content under a block theme. A new one is a line: a page of that name with that content. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Matrix;

final class BlockWays
{
    /**
     * What is asked for: the pages below, and what WordPress makes by itself.
     *
     * @return list<string>
     */
    public static function urls(): array
    {
        return [
            ...array_map(static fn(string $slug): string => "/{$slug}/", array_keys(self::pages())),
            '/', '/elbe/', '/rhine/', '/zugspitze/', '/parent/child/', '/parent/child/grandchild/', '/category/rivers/', '/category/hills/', '/tag/wet/',
            '/author/ada/', '/2026/03/', '/2026/', '/2026/03/15/', '/?s=zugspitze', '/?s=nowhere', '/paged-query/?query-7-page=2', '/feed/', '/category/rivers/feed/', '/elbe/feed/', '/wp-sitemap-posts-post-1.xml',
        ];
    }

    /** @return array<string, string> slug → content */
    public static function pages(): array
    {
        $query = static fn(string $query, string $inner): string => "<!-- wp:query {\"query\":{\"perPage\":10,\"postType\":\"post\",\"inherit\":false,{$query}}} --><div class=\"wp-block-query\"><!-- wp:post-template -->{$inner}<!-- /wp:post-template --></div><!-- /wp:query -->";
        $title = '<!-- wp:post-title {"isLink":true} /-->';

        return [
            'plain' => '<!-- wp:paragraph --><p>Plain.</p><!-- /wp:paragraph -->',
            'latest-titles' => '<!-- wp:latest-posts {"postsToShow":4} /-->',
            'latest-excerpts' => '<!-- wp:latest-posts {"postsToShow":3,"displayPostContent":true,"displayAuthor":true} /-->',
            'query-category' => $query('"taxQuery":{"include":{"category":[{rivers}]}}', $title),
            'query-author' => $query('"author":"{ada}"', $title . '<!-- wp:post-date /--><!-- wp:post-author-name /-->'),
            'query-excerpts' => $query('"sticky":"exclude"', $title . '<!-- wp:post-excerpt /--><!-- wp:post-terms {"term":"category"} /-->'),
            'query-sticky' => $query('"sticky":"only"', $title),
            'query-pictures' => $query('"taxQuery":{"include":{"post_tag":[{wet}]}}', '<!-- wp:post-featured-image /-->'),
            'paged-query' => '<!-- wp:query {"queryId":7,"query":{"perPage":3,"postType":"post","inherit":false,"order":"desc","orderBy":"date"}} --><div class="wp-block-query"><!-- wp:post-template --><!-- wp:post-title /--><!-- /wp:post-template --><!-- wp:query-pagination --><!-- wp:query-pagination-previous /--><!-- wp:query-pagination-numbers /--><!-- wp:query-pagination-next /--><!-- /wp:query-pagination --></div><!-- /wp:query -->',
            'page-list' => '<!-- wp:page-list {"parentPageID":{page-parent}} /-->',
            'navigation-ref' => '<!-- wp:navigation {"ref":{navigation}} /-->',
            'navigation' => '<!-- wp:navigation /-->',
            'pattern' => '<!-- wp:block {"ref":{pattern}} /-->',
            'image' => '<!-- wp:image {"id":{picture},"sizeSlug":"full"} --><figure class="wp-block-image size-full"><img src="/x.gif" alt="" class="wp-image-{picture}"/></figure><!-- /wp:image -->',
            'gallery' => '[gallery ids="{picture},{photo}"]',
            'tag-cloud' => '<!-- wp:tag-cloud /-->',
            'categories' => '<!-- wp:categories /-->',
            'categories-counts' => '<!-- wp:categories {"showPostCounts":true} /-->',
            'latest-comments' => '<!-- wp:latest-comments {"commentsToShow":2} /-->',
            'archives' => '<!-- wp:archives /-->',
            'archives-counts' => '<!-- wp:archives {"showPostCounts":true} /-->',
            'calendar' => '<!-- wp:calendar /-->',
            'binding' => '<!-- wp:paragraph {"metadata":{"bindings":{"content":{"source":"core/post-meta","args":{"key":"depth"}}}}} --><p>none</p><!-- /wp:paragraph -->',
            'author-box' => '<!-- wp:query {"query":{"perPage":1,"postType":"post","inherit":false,"author":"{ada}"}} --><div class="wp-block-query"><!-- wp:post-template --><!-- wp:post-author {"showBio":true} /--><!-- /wp:post-template --></div><!-- /wp:query -->',
            'site-head' => '<!-- wp:site-logo /--><!-- wp:site-tagline /-->',
            'embedded-post' => '<!-- wp:embed {"url":"{home}/elbe/","type":"wp-embed"} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">
{home}/elbe/
</div></figure><!-- /wp:embed -->',
            'search-form' => '<!-- wp:search /-->',
            'nested' => '[m_box][m_title id={elbe}] [m_count id={danube}] [gallery ids="{picture}"][/m_box]',
            'raw-post' => '[m_raw id={danube}]',
            'raw-meta' => '[m_meta id={elbe} key=depth]',
            'raw-option' => '[m_option name=matrix_banner]',
            'raw-user' => '[m_user login=ada]',
            'raw-term' => '[m_term slug=rivers]',
            'no-term' => '[m_term slug=lakes]',
            'raw-terms' => '[m_terms taxonomy=category empty=yes]',
            'raw-posts' => '[m_posts category_name=hills orderby=title order=ASC]',
            'raw-by-meta' => '[m_posts meta_key=depth meta_value=7]',
            'count' => '[m_count id={elbe}]',
            'raw-comments' => '[m_comments number=2]',
            'totals' => '[m_total] [m_byuser id={ada}]',
            'authors' => '[m_authors]',
            'list-categories' => '[m_categories]',
            'list-pages' => '[m_pages include="{page-parent},{page-child},{page-aunt}"]',
            'sql' => '[m_sql]',
            'sql-titles' => '[m_sqltitles]',
            'sql-counts' => '[m_sqlcounts]',
            'raw-image' => '[m_image id={photo}]',
            'avatar' => '[m_avatar id={ada}]',
            'template-wide' => '<!-- wp:paragraph --><p>Wide.</p><!-- /wp:paragraph -->',
        ];
    }

    /** Templates of the site's own, so that pages which have nothing to do with each other show nothing in common. */
    public static function frame(): void
    {
        $part = '<!-- wp:template-part {"slug":"header"} /-->';
        self::piece('wp_template_part', 'header', '<!-- wp:site-title /-->');
        self::piece('wp_template_part', 'unused', '<!-- wp:paragraph --><p>Nowhere.</p><!-- /wp:paragraph -->');
        self::piece('wp_template', 'page', $part . '<!-- wp:post-title /--><!-- wp:post-content /-->');
        self::piece('wp_template', 'wide', $part . '<!-- wp:post-content /--><!-- wp:template-part {"slug":"absent"} /-->');
        self::piece('wp_template', 'single', $part . '<!-- wp:post-title /--><!-- wp:post-featured-image /--><!-- wp:post-author-name /--><!-- wp:post-date /--><!-- wp:post-content /--><!-- wp:post-terms {"term":"category"} /-->'
            . '<!-- wp:post-navigation-link {"type":"previous","showTitle":true} /--><!-- wp:post-navigation-link {"showTitle":true} /--><!-- wp:comments --><div class="wp-block-comments"><!-- wp:comments-title /--><!-- wp:comment-template --><!-- wp:comment-author-name /--><!-- wp:comment-content /--><!-- /wp:comment-template --><!-- wp:post-comments-form /--></div><!-- /wp:comments -->');
        $list = $part . '<!-- wp:query-title {"type":"archive"} /--><!-- wp:term-description /--><!-- wp:query {"query":{"inherit":true}} --><div class="wp-block-query"><!-- wp:post-template --><!-- wp:post-title {"isLink":true} /--><!-- /wp:post-template --><!-- wp:query-pagination --><!-- wp:query-pagination-numbers /--><!-- /wp:query-pagination --></div><!-- /wp:query -->';
        foreach (['home', 'archive', 'search'] as $slug) {
            self::piece('wp_template', $slug, $list);
        }
        update_post_meta(Fixture::id('page-template-wide'), '_wp_page_template', 'wide');
        update_post_meta(Fixture::id('page-binding'), 'depth', '12');
    }

    /** A template or a template part of the current theme. */
    public static function piece(string $type, string $slug, string $content): int
    {
        $id = Fixture::name("{$type}-{$slug}", wp_insert_post(['post_type' => $type, 'post_name' => $slug, 'post_title' => $slug, 'post_content' => wp_slash($content), 'post_status' => 'publish'], true));
        wp_set_object_terms($id, get_stylesheet(), 'wp_theme');

        return $id;
    }
}
