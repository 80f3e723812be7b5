<?php

/** Addresses of this site as they were typed, made absolute; anything else is refused by name. */

declare(strict_types=1);

namespace DynamicCache\Cli;

final class SiteUrls
{
    /**
     * @param list<string> $words
     * @param list<string> $hosts under which this site answers besides its home URL
     *
     * @return list<string>
     */
    public static function of(Terminal $terminal, array $words, array $hosts): array
    {
        $targets = PurgeTargets::parse($words, $hosts);
        $complaints = $targets->complaints;
        foreach ($targets->tags as $tag) {
            /* translators: %s: what was typed */
            $complaints[] = sprintf(__('“%s” is no address: /shop/ or https://….', 'ai-wp-dynamic-cache'), $tag);
        }
        if ($complaints !== []) {
            $terminal->refuse(__('Nothing was done.', 'ai-wp-dynamic-cache'), ...$complaints);
        }

        return $targets->urls;
    }
}
