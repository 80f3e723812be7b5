<?php

/** Why a page would not be stored, in an owner's words, with the one thing to do. */

declare(strict_types=1);

namespace DynamicCache\Findings\Pages;

use DynamicCache\Engine\Reason;

final class RefusalWords
{
    /** @return array{string, string} what it means, what to do */
    public static function of(Reason $reason): array
    {
        return match ($reason) {
            Reason::SetCookie => [__('It sets a cookie, so it belongs to one visitor.', 'ai-wp-dynamic-cache'), __('Have the plugin that sets the cookie do so only where it needs it.', 'ai-wp-dynamic-cache')],
            Reason::CacheControl => [__('The theme or a plugin says that it must not be stored (Cache-Control).', 'ai-wp-dynamic-cache'), __('If that is not meant, find the plugin that sends the header.', 'ai-wp-dynamic-cache')],
            Reason::DoNotCache => [__('A plugin asks not to store it (DONOTCACHEPAGE), as shops do for cart and checkout.', 'ai-wp-dynamic-cache'), ''],
            Reason::DbError => [__('A query of the database failed while it was rendered.', 'ai-wp-dynamic-cache'), __('Look into the error log of PHP, and repair or update the plugin that it names.', 'ai-wp-dynamic-cache')],
            Reason::Fatal => [__('PHP ended with an error while it was rendered.', 'ai-wp-dynamic-cache'), __('Look into the error log of PHP.', 'ai-wp-dynamic-cache')],
            Reason::Incomplete => [__('It does not end as a whole page ends, or the theme leaves out wp_footer().', 'ai-wp-dynamic-cache'), __('Look at the source of the page: it must end with </html>. A theme has to call wp_head() and wp_footer().', 'ai-wp-dynamic-cache')],
            Reason::HeadersSent => [__('A part of it is sent before the rest is known.', 'ai-wp-dynamic-cache'), __('Find the theme or plugin that calls flush().', 'ai-wp-dynamic-cache')],
            Reason::Vary => [__('It says that it is another page for other browsers (Vary).', 'ai-wp-dynamic-cache'), __('If that is not meant, find the plugin that sends the header.', 'ai-wp-dynamic-cache')],
            Reason::LoggedIn => [__('It looks like a page for somebody who is logged in.', 'ai-wp-dynamic-cache'), __('Look whether a plugin shows the admin bar to everybody.', 'ai-wp-dynamic-cache')],
            Reason::VariesByDevice => [__('The theme or a plugin asks whether the visitor has a telephone.', 'ai-wp-dynamic-cache'), __('Set up a variant by device, or use a theme that adapts itself.', 'ai-wp-dynamic-cache')],
            Reason::ChangedByOwnRender => [__('Rendering it changed the site, so it is old at once.', 'ai-wp-dynamic-cache'), __('That is usual once after an update; if it stays, find the plugin that writes posts while pages are shown.', 'ai-wp-dynamic-cache')],
            Reason::Excluded => [__('A rule in the settings excludes it.', 'ai-wp-dynamic-cache'), ''],
            Reason::PrivateQuery => [__('Its address has a parameter that belongs to one person.', 'ai-wp-dynamic-cache'), ''],
            Reason::Path => [__('Addresses like this one are never cached.', 'ai-wp-dynamic-cache'), ''],
            Reason::Host => [__('PHP sees another host or scheme than the address of the site has.', 'ai-wp-dynamic-cache'), __('Make the addresses in Settings → General the ones that visitors use, and tell PHP about a proxy that ends HTTPS.', 'ai-wp-dynamic-cache')],
            Reason::Status => [__('It is no page: not found, a redirect or an error.', 'ai-wp-dynamic-cache'), ''],
            Reason::Reflected => [__('It shows a parameter of its address that is not part of the key.', 'ai-wp-dynamic-cache'), __('Take the parameter out of the list of ignored ones, so that each value gets a page of its own.', 'ai-wp-dynamic-cache')],
            Reason::PurgedDuringFill, Reason::Suspect => [__('Something on it was changed while it was rendered.', 'ai-wp-dynamic-cache'), ''],
            Reason::StoreError => [__('The store could not be written.', 'ai-wp-dynamic-cache'), __('Look at the dashboard for what keeps it from working.', 'ai-wp-dynamic-cache')],
            default => [__('It cannot be stored.', 'ai-wp-dynamic-cache'), ''],
        };
    }

    /** Refusals that are meant, or the normal course of things. */
    public static function is_meant(Reason $reason): bool
    {
        return in_array($reason, [Reason::DoNotCache, Reason::Excluded, Reason::PrivateQuery, Reason::Path], true);
    }
}
