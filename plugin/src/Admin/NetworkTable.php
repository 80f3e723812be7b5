<?php

/** The sites of a network with the state of their caches, in core's own list table. Loaded on that page alone. */

declare(strict_types=1);

namespace DynamicCache\Admin;

require_once ABSPATH . 'wp-admin/includes/class-wp-list-table.php';

final class NetworkTable extends \WP_List_Table
{
    private const PER_PAGE = 50;

    private ?SiteState $state = null;

    public function __construct()
    {
        parent::__construct(['singular' => 'site', 'plural' => 'sites', 'ajax' => false]);
    }

    /** @return array<string, string> */
    public function get_columns(): array
    {
        return [
            'site' => __('Site', 'ai-wp-dynamic-cache'),
            'state' => __('Cache', 'ai-wp-dynamic-cache'),
            'edge' => __('Edge', 'ai-wp-dynamic-cache'),
        ];
    }

    public function prepare_items(): void
    {
        $search = filter_input(INPUT_GET, 's');
        $asked = ['search' => is_string($search) ? sanitize_text_field($search) : '', 'orderby' => 'path'];
        $this->_column_headers = [$this->get_columns(), [], [], 'site'];
        $this->set_pagination_args(['total_items' => get_sites(['count' => true] + $asked), 'per_page' => self::PER_PAGE]);
        $this->items = get_sites($asked + [
            'number' => self::PER_PAGE,
            'offset' => ($this->get_pagenum() - 1) * self::PER_PAGE,
        ]);
    }

    public function no_items(): void
    {
        esc_html_e('No site has this in its address.', 'ai-wp-dynamic-cache');
    }

    /** @param mixed $item a WP_Site */
    public function single_row($item): void
    {
        if (!$item instanceof \WP_Site) {
            return;
        }
        switch_to_blog((int) $item->blog_id);
        $this->state = SiteState::of_current();
        // With core's own cells a narrow screen opens and closes what is beside the first one.
        parent::single_row($item);
        restore_current_blog();
    }

    /** Of the site that WordPress is switched to, as are the other cells. */
    public function column_site(): string
    {
        return sprintf('<a href="%s"><strong>%s</strong></a><br>%s', esc_url(Page::url()), esc_html(get_bloginfo('name')), esc_html(home_url('/')));
    }

    /**
     * @param mixed $item
     * @param string $column_name
     */
    public function column_default($item, $column_name): string
    {
        $words = $column_name === 'edge' ? $this->state?->edge : $this->state?->words;

        return esc_html($words === '' || $words === null ? '–' : $words);
    }
}
