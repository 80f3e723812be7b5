<?php

/** The suggestion for the site's privacy policy, as WordPress' privacy guide shows it. */

declare(strict_types=1);

namespace DynamicCache\Privacy;

final class PolicyText
{
    /** @param bool $hasEdge the site is connected to a Cloudflare Worker */
    public static function html(bool $hasEdge): string
    {
        $paragraphs = [
            '<p class="privacy-policy-tutorial">' . esc_html__('The cache stores pages as a visitor without cookies sees them. It reads cookies to decide whether a page may be stored, and stores none of them. Adapt the text below when other plugins show personal data to visitors who are not logged in.', 'ai-wp-dynamic-cache') . '</p>',
            '<p><strong class="privacy-policy-tutorial">' . esc_html__('Suggested text:', 'ai-wp-dynamic-cache') . '</strong> '
                . esc_html__('To answer faster, this site keeps copies of its public pages. They are made from visits without a login and without personal data; pages for people who are logged in, or who have written a comment or filled a cart, are never stored. Counters say how often a page came from the cache; they name nobody.', 'ai-wp-dynamic-cache') . '</p>',
            '<p>' . esc_html__('When somebody who works on this site changes something, the cache notes the time, what was renewed, and the login name. These notes are deleted after 90 days, and on request.', 'ai-wp-dynamic-cache') . '</p>',
        ];
        if ($hasEdge) {
            $paragraphs[] = '<p>' . esc_html__('Visits reach this site through Cloudflare, Inc., which processes addresses and headers of requests on our behalf and keeps copies of the public pages in its data centres.', 'ai-wp-dynamic-cache') . '</p>';
            $paragraphs[] = '<p>' . esc_html__('When somebody who works on this site asks for its test sandbox, votes or reports there, that is kept at Cloudflare with the login name, for at most 180 days, or until somebody asks for its deletion. Testers from outside are kept with the name by which they were invited, for 400 days after their key has ended.', 'ai-wp-dynamic-cache') . '</p>';
        }

        return implode('', $paragraphs);
    }
}
