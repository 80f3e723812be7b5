<?php

/**
 * What is wrong between this site and its Worker. A copy of the site under another address is told from its original by
 * that address (Edge\Credentials keeps the one that was registered). A copy under the same address, which only a hosts
 * file can reach, is told only where its salts differ: then the key does not open. With the same salts both are one
 * site to everybody, and what is purged on either is purged at the edge.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

use DynamicCache\Edge\Backlog;
use DynamicCache\Edge\ConnectionState;
use DynamicCache\Edge\ConnectionStatus;
use DynamicCache\Edge\Home;
use DynamicCache\Settings\EdgeSettings;

final class EdgeProblems
{
    /** @return list<Problem> calls nobody */
    public static function of(EdgeSettings $settings): array
    {
        $status = ConnectionStatus::of($settings, Backlog::none());

        return match ($status->state) {
            ConnectionState::Paused => [self::moved($status->credentials->home), self::copied($status->credentials->home)],
            ConnectionState::Failed => [new Problem(
                'edge_failed',
                $status->error,
                __('Then connect to the edge again.', 'ai-wp-dynamic-cache'),
                ProblemAction::reconnect(__('Connect again', 'ai-wp-dynamic-cache')),
            )],
            default => [],
        };
    }

    private static function moved(string $original): Problem
    {
        return new Problem(
            'edge_site_moved',
            sprintf(
                /* translators: 1: address of the site, 2: another address */
                __('This site is %1$s, and the edge knows it as %2$s; nothing is sent there until you say which it is.', 'ai-wp-dynamic-cache'),
                Home::url(),
                $original,
            ),
            __('If the site has moved here, connect it under its new address.', 'ai-wp-dynamic-cache'),
            ProblemAction::reconnect(__('It has moved: connect', 'ai-wp-dynamic-cache')),
        );
    }

    private static function copied(string $original): Problem
    {
        return new Problem(
            'edge_site_copied',
            /* translators: %s: address of another site */
            sprintf(__('Or this is a copy, and %s is still in use.', 'ai-wp-dynamic-cache'), $original),
            __('If this is a copy, disconnect it; the original stays connected.', 'ai-wp-dynamic-cache'),
            ProblemAction::save(__('It is a copy: disconnect', 'ai-wp-dynamic-cache'), ['edge' => ['enabled' => false]]),
        );
    }
}
