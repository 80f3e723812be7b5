<?php

/** Terms that are shown, and lists of terms. */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class TermTaps
{
    /** Conditions under which a query looks certain terms up instead of listing what there is. */
    private const LOOK_UPS = ['slug', 'name', 'include', 'term_taxonomy_id'];

    /** Terms of many posts are being fetched ahead: nothing of them is shown yet. */
    private bool $isPriming = false;

    /** @var list<\WP_Term_Query> */
    private array $lookUps = [];

    public function __construct(private readonly PageTags $page) {}

    public function boot(): void
    {
        add_filter('get_term', $this->term(...), PHP_INT_MAX);
        add_filter('term_link', $this->link(...), PHP_INT_MAX, 2);
        add_filter('get_the_terms', $this->terms(...), PHP_INT_MAX);
        add_filter('terms_pre_query', $this->query(...), PHP_INT_MAX, 2);
        add_filter('get_object_terms', $this->primed(...), PHP_INT_MAX, 4);
    }

    /** Looked up, and perhaps not there. */
    public function finish(): void
    {
        $queries = $this->lookUps;
        $this->lookUps = [];
        foreach ($queries as $query) {
            if ($query->terms === [] || $query->terms === null) {
                $this->list($query);
            }
        }
    }

    private function term(mixed $term = null): mixed
    {
        if (!$this->isPriming && $term instanceof \WP_Term && !PostKind::is_of_frame($term->taxonomy)) {
            $this->page->term($term->term_id);
        }

        return $term;
    }

    /** The address of a term may hold those of its ancestors. */
    private function link(mixed $link = '', mixed $term = null): mixed
    {
        if ($term instanceof \WP_Term && !PostKind::is_of_frame($term->taxonomy)) {
            foreach ([$term->term_id, ...get_ancestors($term->term_id, $term->taxonomy, 'taxonomy')] as $id) {
                $this->page->term($id);
            }
        }

        return $link;
    }

    private function terms(mixed $terms = null): mixed
    {
        foreach (is_array($terms) ? $terms : [] as $term) {
            $this->term($term);
        }

        return $terms;
    }

    private function query(mixed $terms = null, mixed $query = null): mixed
    {
        if (!$query instanceof \WP_Term_Query) {
            return $terms;
        }
        $vars = $query->query_vars;
        $objects = Ids::all($vars['object_ids'] ?? null);
        if ($objects !== []) {
            $this->isPriming = ($vars['fields'] ?? '') === 'all_with_object_id';
            foreach ($this->isPriming ? [] : $objects as $object) {
                $this->page->post($object);
            }

            return $terms;
        }
        $isLookUp = array_filter(self::LOOK_UPS, static fn(string $name): bool => !in_array($vars[$name] ?? '', ['', [], null], true)) !== [];
        if ($isLookUp) {
            $this->lookUps[] = $query;
        } else {
            $this->list($query);
        }

        return $terms;
    }

    private function primed(mixed $terms = null): mixed
    {
        $this->isPriming = false;

        return $terms;
    }

    private function list(\WP_Term_Query $query): void
    {
        $taxonomies = $query->query_vars['taxonomy'] ?? null;
        foreach (is_array($taxonomies) ? $taxonomies : [$taxonomies] as $taxonomy) {
            if (is_string($taxonomy) && $taxonomy !== '' && !PostKind::is_of_frame($taxonomy)) {
                $this->page->add(Tag::taxonomy(Tag::name($taxonomy)));
            }
        }
        if ($taxonomies === null || $taxonomies === [] || $taxonomies === '') {
            $this->page->add(...array_map(Tag::taxonomy(...), array_values(get_taxonomies())));
        }
    }
}
