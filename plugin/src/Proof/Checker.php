<?php

/**
 * Checks one page: what visitors get of it now, against fresh renders. A page that was purged or renewed between the hit
 * and the last render is no difference: the store is asked again before anybody is accused.
 */

declare(strict_types=1);

namespace DynamicCache\Proof;

use DynamicCache\Index\PageAddress;
use DynamicCache\Settings\Settings;
use DynamicCache\Store\Page;

final class Checker
{
    /** @param \Closure(string, string): Rendered $render an address with these cookies, afresh; throws UnableToRender */
    public function __construct(
        private readonly Settings $settings,
        private readonly StoredPages $stored,
        private readonly Comparison $comparison,
        private readonly \Closure $render,
    ) {}

    /** @throws UnableToRender when no other page could be rendered either */
    public function check(Check $check, int $now): Verdict
    {
        $address = PageAddress::of_row((string) get_current_blog_id(), $check->url, $check->variant, '');
        $page = $address === null ? null : $this->stored->find($address, $now);
        if ($address === null || $page === null) {
            return new Verdict(Outcome::Moved);
        }
        try {
            [$outcome, $diff] = $this->judge($check, $page);
        } catch (UnableToRender $failure) {
            if ($failure->isOfSite) {
                throw $failure;
            }

            return new Verdict(Outcome::Unable, $failure->getMessage(), $page);
        }
        // Whoever changes a page says so before it is changed: the store knows it by now.
        $isStill = $outcome === Outcome::Same || $this->is_still_there($address, $page, $now);

        return new Verdict($isStill ? $outcome : Outcome::Moved, $isStill ? $diff : '', $page);
    }

    /**
     * @return array{Outcome, string}
     *
     * @throws UnableToRender
     */
    private function judge(Check $check, Page $page): array
    {
        $cookies = StoredPages::cookies($this->settings, $check->variant);

        return $this->comparison->judge(
            new Rendered($page->status, $page->body->identity),
            fn(): Rendered => ($this->render)($check->url, $cookies),
        );
    }

    private function is_still_there(PageAddress $address, Page $page, int $now): bool
    {
        $again = $this->stored->find($address, max($now, time()));

        return $again !== null && $again->storedAt === $page->storedAt && $again->body->digest === $page->body->digest;
    }
}
