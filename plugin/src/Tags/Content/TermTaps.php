<?php

/** Terms that are shown, and lists of terms. */

declare(strict_types=1);

namespace DynamicCache\Tags\Content;

use DynamicCache\Tags\Callers\Caller;
use DynamicCache\Tags\Callers\CoreCode;
use DynamicCache\Tags\Callers\ThemeCode;
use DynamicCache\Tags\Ids;
use DynamicCache\Tags\Page\Columns;
use DynamicCache\Tags\Page\PageTags;
use DynamicCache\Tags\Page\PlainAddresses;
use DynamicCache\Tags\PostKind;
use DynamicCache\Tags\Queries\MetaConditions;
use DynamicCache\Tags\Queries\TermConditions;
use DynamicCache\Tags\Tag;
use DynamicCache\Tags\TaxonomyFacet;
use DynamicCache\Tags\TermFacet;

final class TermTaps
{
    /** Conditions under which a query looks certain terms up instead of listing what there is. */
    private const LOOK_UPS = ['slug', 'name', 'include', 'term_taxonomy_id'];

    /** Functions of core that read terms for others of core, what those show passes the taps below; and ours, which show nothing. */
    private const INNER = ['get_object_term_cache' => true, 'wp_get_object_terms' => true, 'WP_Term_Query::get_terms' => true, 'get_ancestors' => true, 'get_term_link' => true, 'get_term_parents_list' => true, 'WP_Query::get_queried_object' => true, '_pad_term_counts' => true, 'get_body_class' => true, 'WP_Tax_Query::transform_query' => true, 'WP_Query::parse_tax_query' => true, 'WP_Query::get_posts' => true, 'get_block_templates' => true, '_build_block_template_result_from_post' => true, TermConditions::class . '::id_of' => true];

    /** Functions of core that look terms up for themselves. */
    private const LOOKING_UP_ITSELF = ['WP_Tax_Query::transform_query' => true, 'WP_Query::parse_tax_query' => true, 'WP_Query::get_posts' => true, 'WP_Query::get_queried_object' => true, 'get_block_templates' => true, '_build_block_template_result_from_post' => true, 'get_term_by' => true, TermConditions::class . '::id_of' => true];

    /** Functions of core that ask for the terms of a post and take their slugs, or names; none of those below calls them. */
    private const ASKING = ['get_post_class' => true, 'get_post_format' => true, 'get_permalink' => true, 'get_the_category_rss' => true, 'get_the_term_list' => true];

    /** Who reads terms inside of these hands none out; core fetches those of whole lists of posts ahead. */
    private const NOT_HANDING = self::ASKING + ['update_object_term_cache' => true];

    /** Kinds of results of a query that hold nothing of terms but their ids. */
    private const BARE = ['ids', 'tt_ids', 'count', 'id=>parent'];

    /** Functions of core that hand out terms. */
    private const HANDING = ['get_term' => true, 'get_term_by' => true, 'get_category' => true, 'get_tag' => true, 'get_terms' => true, 'get_categories' => true, 'get_tags' => true, 'get_the_terms' => true, 'get_the_category' => true, 'get_the_tags' => true, 'wp_get_post_terms' => true, 'get_object_term_cache' => true, 'wp_get_object_terms' => true, 'wp_get_post_categories' => true, 'wp_get_post_tags' => true, 'get_term_field' => true, 'get_cat_name' => true, 'get_the_category_by_ID' => true, 'get_category_by_slug' => true, 'WP_Term::get_instance' => true, 'WP_Term_Query::__construct' => true, 'WP_Term_Query::query' => true, 'WP_Term_Query::get_terms' => true, 'get_queried_object' => true, 'WP_Query::get_queried_object' => true, 'rest_do_request' => true, 'rest_preload_api_request' => true, 'WP_REST_Server::dispatch' => true];

    /** @var list<array{\WP_Term_Query, bool}> with whether code outside of core was told whether they are there */
    private array $lookUps = [];

    /** Functions of core that hand out what the latest query has found, in whatever form. */
    private const OF_QUERY = ['get_terms' => true, 'wp_get_object_terms' => true, 'wp_get_post_terms' => true, 'wp_get_post_categories' => true, 'wp_get_post_tags' => true];

    /** Functions of core that hand out the terms of the latest query. */
    private const LISTING = ['get_terms' => true, 'get_categories' => true, 'get_tags' => true, 'WP_Term_Query::__construct' => true, 'WP_Term_Query::query' => true, 'WP_Term_Query::get_terms' => true];

    /** Whether the latest query is a list that goes with any number of it. */
    private bool $isCounted = false;

    /** What the latest query hands out of terms. */
    private string $fields = 'all';

    /** @var array<int, true> ids whose names are tagged */
    private array $named = [];

    /** @var array<int, true> ids that are tagged whole */
    private array $whole = [];

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('get_term', $this->term(...), PHP_INT_MAX);
        add_filter('term_link', $this->link(...), PHP_INT_MAX, 2);
        add_filter('get_the_terms', $this->terms(...), PHP_INT_MAX, 3);
        add_filter('terms_pre_query', $this->query(...), PHP_INT_MAX, 2);
        add_filter('term_description', $this->description(...), PHP_INT_MAX, 2);
    }

    /** Looked up, and perhaps not there; what is there may be gone one day, or have another name. */
    public function finish(): void
    {
        $queries = $this->lookUps;
        $this->lookUps = [];
        foreach ($queries as [$query, $isForeign]) {
            $terms = get_object_vars($query)['terms'] ?? null;
            $terms = is_array($terms) ? $terms : [];
            if ($terms === []) {
                $this->list($query, false);
            }
            foreach ($isForeign ? $terms : [] as $term) {
                $id = Ids::of($term instanceof \WP_Term ? $term->term_id : $term);
                $this->page->add(...($id > 0 ? [TermFacet::Name->of($id), TermFacet::Slug->of($id)] : []));
            }
        }
    }

    private function term(mixed $term = null): mixed
    {
        if ($term instanceof \WP_Term && !PostKind::is_of_frame($term->taxonomy)) {
            $this->read($term);
        }

        return $term;
    }

    /** Asked for every term of every post, several times over. */
    private function read(\WP_Term $term): void
    {
        $id = $term->term_id;
        $isNamed = isset($this->named[$id]);
        if ($isNamed && isset($this->whole[$id])) {
            return;
        }
        $caller = $isNamed ? null : Caller::now(self::NOT_HANDING);
        // What lies below which is told of lists, and not of the terms of a post.
        $isBare = in_array($this->fields, self::BARE, true) && ($this->fields !== 'id=>parent' || $caller?->entry() === 'get_terms');
        if ($isBare && $caller !== null && isset(self::OF_QUERY[$caller->entry()])) {
            // Ids or a number are handed out; what the list depends on is tagged with the query.
            return;
        }
        $way = $caller === null ? Caller::leaves_by(self::HANDING, self::NOT_HANDING) : $caller->entry();
        if (isset(self::HANDING[$way])) {
            $this->hand_out($term, $this->isCounted && isset(self::LISTING[$way]));
        } elseif ($caller !== null && ($facets = TermQuestions::facets($caller)) !== null) {
            $this->page->add(...array_map(static fn(TermFacet $facet): string => $facet->of($id), $facets));
        } elseif ($caller !== null && !$caller->passes_one_of(self::INNER)) {
            $this->named[$id] = true;
            $this->page->add(...TermFacet::named($term->term_id));
        }
    }

    /**
     * To the code that Caller came to last.
     *
     * @param bool $isCounted the tag of a list tells of its number of posts
     */
    private function hand_out(\WP_Term $term, bool $isCounted): void
    {
        $isOfTheme = ThemeCode::holds(Caller::outside());
        $this->page->term($term->term_id);
        // Others may be handed it too, and print what the theme's code does not.
        if (!$isOfTheme && !$isCounted) {
            $this->whole[$term->term_id] = true;
        }
        if (!$isCounted) {
            $this->page->columns->term($term, $isOfTheme);
        }
    }

    private function link(mixed $link = '', mixed $term = null): mixed
    {
        if ($term instanceof \WP_Term && !PostKind::is_of_frame($term->taxonomy)) {
            $this->page->add(...array_map(static fn(TermFacet $facet): string => $facet->of($term->term_id), PlainAddresses::link_of_term($term->taxonomy)));
        }

        return $link;
    }

    /** The terms of a post; classes of posts hold their slugs alone. */
    private function terms(mixed $terms = null, mixed $post = 0, mixed $taxonomy = ''): mixed
    {
        if (is_string($taxonomy) && !PostKind::is_of_frame($taxonomy)) {
            $this->page->add(Tag::terms(Ids::of($post), Tag::name($taxonomy)));
        }
        $shown = array_filter(is_array($terms) ? $terms : [], static fn(mixed $term): bool => $term instanceof \WP_Term && !PostKind::is_of_frame($term->taxonomy));
        // Most posts have no terms of most taxonomies: nobody is looked for then.
        if ($shown !== []) {
            $this->of_post(...$shown);
        }

        return $terms;
    }

    private function of_post(\WP_Term ...$terms): void
    {
        $caller = Caller::now(self::ASKING);
        $asking = $caller->first_of(self::ASKING);
        $isHandedOut = $asking === '' && isset(self::HANDING[$caller->entry()]);
        // Of links the names remain: their addresses tell themselves.
        $isName = $asking === 'get_the_category_rss' || ($asking === 'get_the_term_list' && CoreCode::alone_listens('get_the_terms'));
        if ($isHandedOut) {
            array_map(fn(\WP_Term $term) => $this->hand_out($term, false), $terms);

            return;
        }
        foreach ($terms as $term) {
            $this->page->add(...match (true) {
                $isName => [TermFacet::Name->of($term->term_id)],
                $asking !== '' && $asking !== 'get_the_term_list' => [TermFacet::Slug->of($term->term_id)],
                default => TermFacet::named($term->term_id),
            });
        }
    }

    private function description(mixed $text = '', mixed $term = 0): mixed
    {
        if (Ids::of($term) > 0) {
            $this->page->add(TermFacet::Description->of(Ids::of($term)));
        }

        return $text;
    }

    private function query(mixed $terms = null, mixed $query = null): mixed
    {
        if (!$query instanceof \WP_Term_Query) {
            return $terms;
        }
        $vars = $query->query_vars;
        $this->fields = is_string($vars['fields'] ?? null) ? $vars['fields'] : 'all';
        $this->isCounted = false;
        MetaConditions::tag($this->page, $query, 'termmeta');
        $objects = Ids::all($vars['object_ids'] ?? null);
        if ($objects !== []) {
            // Core fetches the terms of whole lists of posts ahead; get_the_terms tells which are shown.
            $isShown = Caller::innermost(['update_object_term_cache' => true, 'get_the_terms' => true, 'get_adjacent_post' => true]) === '';
            foreach ($isShown ? $objects : [] as $object) {
                foreach (self::taxonomies($vars) as $taxonomy) {
                    $this->page->add(Tag::terms($object, Tag::name($taxonomy)), ...(($vars['orderby'] ?? '') === 'count' ? [Tag::facet(Tag::taxonomy(Tag::name($taxonomy)), 'count')] : []));
                }
            }

            return $terms;
        }
        $isLookUp = array_filter(self::LOOK_UPS, static fn(string $name): bool => !in_array($vars[$name] ?? '', ['', [], null], true)) !== [];
        if ($isLookUp) {
            // That one looks up for itself, whoever asked for its query.
            $caller = Caller::now(['transform_query' => true]);
            $this->lookUps[] = [$query, $caller->isForeign && !$caller->passes_one_of(self::LOOKING_UP_ITSELF)];
        } else {
            $this->list($query, true);
        }

        return $terms;
    }

    /** @param bool $isFull what there is, not what was looked for and is not there */
    private function list(\WP_Term_Query $query, bool $isFull): void
    {
        $vars = $query->query_vars;
        $this->isCounted = $isFull && Columns::are_of_list($vars);
        foreach (self::taxonomies($vars) as $taxonomy) {
            if ($taxonomy !== 'nav_menu' && PostKind::is_of_frame($taxonomy)) {
                continue;
            }
            $tag = Tag::taxonomy(Tag::name($taxonomy));
            $hidesEmpty = (bool) ($vars['hide_empty'] ?? true);
            $isNumber = TermQuestions::is_number($vars);
            $tags = match (true) {
                !$isFull => self::missing($vars, $taxonomy),
                // Terms that have no posts are not among them, whatever happens to them.
                $hidesEmpty => [Tag::facet($tag, $isNumber ? TaxonomyFacet::OCCUPIED : PlainTermList::facet($vars) ?? TaxonomyFacet::FILLED)],
                default => [$isNumber ? Tag::facet($tag, TaxonomyFacet::NUMBER) : $tag],
            };
            $this->page->add(...$tags, ...($this->isCounted ? [Tag::facet($tag, 'count')] : []), ...($isFull && (bool) ($vars['use_desc_for_title'] ?? false) ? [Tag::facet($tag, 'description')] : []));
        }
    }

    /**
     * What was looked for in vain.
     *
     * @param array<mixed> $vars
     *
     * @return list<string>
     */
    private static function missing(array $vars, string $taxonomy): array
    {
        $slugs = array_filter((array) ($vars['slug'] ?? []), static fn(mixed $slug): bool => is_string($slug) && $slug !== '');

        return $slugs === []
            ? [Tag::facet(Tag::taxonomy(Tag::name($taxonomy)), 'made')]
            : array_map(static fn(string $slug): string => Tag::slug(Tag::name($taxonomy), Tag::name($slug)), array_values($slugs));
    }

    /**
     * @param array<mixed> $vars
     *
     * @return list<string> all of them where none is named
     */
    private static function taxonomies(array $vars): array
    {
        $asked = $vars['taxonomy'] ?? null;
        $named = array_filter(is_array($asked) ? $asked : [$asked], static fn(mixed $name): bool => is_string($name) && $name !== '');

        return array_values($named === [] ? get_taxonomies() : $named);
    }
}
