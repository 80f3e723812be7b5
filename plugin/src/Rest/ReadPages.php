<?php

/** `GET /pages`: every page that was rendered for the cache, whether it is stored, and why not. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Capabilities;
use DynamicCache\Index\ListedPage;
use DynamicCache\Index\PageFilter;
use DynamicCache\Index\PageList;
use DynamicCache\Index\Standing;

final class ReadPages implements Route
{
    /** What core adds to every query. */
    private const OF_CORE = ['_locale' => true, 'rest_route' => true];

    public function path(): string
    {
        return '/pages';
    }

    public function method(): string
    {
        return 'GET';
    }

    public function allows(\WP_REST_Request $request): bool
    {
        return current_user_can(Capabilities::MANAGE);
    }

    public function answer(\WP_REST_Request $request): Answer
    {
        $filter = PageFilter::asked(array_diff_key($request->get_query_params(), self::OF_CORE));
        if (!$filter instanceof PageFilter) {
            throw new Refusal(400, 'invalid_query', $filter);
        }
        $list = new PageList(Standing::of_site(time()));
        $found = $list->find($filter);

        return Answer::ok([
            'total' => $found['total'],
            'page' => $filter->page,
            'per_page' => $filter->perPage,
            'pages' => array_map(static fn(ListedPage $page): array => $page->to_array(), $found['pages']),
            'summary' => $list->summary(),
        ]);
    }
}
