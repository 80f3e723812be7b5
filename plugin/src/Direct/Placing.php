<?php

/** A page of the store gets its place in the tree of the site, if it may have one. */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Store\Page;
use DynamicCache\Store\Token;

final class Placing
{
    public function __construct(private readonly Site $site, private readonly LinkTree $tree) {}

    public function name(Page $page): string|Hindrance
    {
        return Candidate::name($page, $this->site->config);
    }

    /**
     * @param Page $page with both bodies
     * @param Token $token of its fill
     * @param \Closure(): bool $isStored as for LinkTree::place()
     */
    public function place(Page $page, Token $token, int $now, \Closure $isStored): bool
    {
        $name = $this->name($page);
        // One that ends within the windows that are open now is not worth it: the next renewal would take it out.
        if ($name instanceof Hindrance || $page->expiresAt <= Windows::end($now)) {
            return false;
        }
        $line = TreeLine::of($name, $token->sequence, $page->expiresAt, $page->tags);

        $body = $page->body->gzip === '' ? $page->body->compressed() : $page->body;

        return $this->tree->place($line, $body, new TreeState($token->epoch, $token->sequence, $page->revision), $now, $isStored);
    }
}
