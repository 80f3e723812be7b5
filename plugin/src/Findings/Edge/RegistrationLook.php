<?php

/** Where this site stands with its Worker, beside the test whether that one answers. Calls nobody. */

declare(strict_types=1);

namespace DynamicCache\Findings\Edge;

use DynamicCache\Edge\ConnectionState;
use DynamicCache\Edge\ConnectionStatus;
use DynamicCache\Edge\EdgeConfig;
use DynamicCache\Edge\Outbox;
use DynamicCache\Edge\Told;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Settings\EdgeSettings;

final class RegistrationLook
{
    /**
     * @param EdgeSettings $wanted as they were entered
     * @param EdgeSettings $saved
     *
     * @return list<Finding>
     */
    public static function findings(EdgeSettings $wanted, EdgeSettings $saved, int $now): array
    {
        if ([$wanted->enabled, $wanted->url] !== [$saved->enabled, $saved->url]) {
            return [new Finding('edge-registration', FindingStatus::Info, __('The site registers with this Worker when you save', 'ai-wp-dynamic-cache'))];
        }
        $status = ConnectionStatus::of($saved, (new Outbox())->backlog($now));
        $finding = match ($status->state) {
            ConnectionState::Off => new Finding('edge-registration', FindingStatus::Info, __('The edge is off', 'ai-wp-dynamic-cache')),
            ConnectionState::Verifying => new Finding('edge-registration', FindingStatus::Info, __('The Worker is checking this site', 'ai-wp-dynamic-cache'), $status->error),
            ConnectionState::Active => new Finding('edge-registration', FindingStatus::Good, __('The site is registered', 'ai-wp-dynamic-cache')),
            ConnectionState::Failed => new Finding('edge-registration', FindingStatus::Bad, __('The site is not connected', 'ai-wp-dynamic-cache'), $status->error, __('Then connect to the edge again.', 'ai-wp-dynamic-cache')),
            ConnectionState::Paused => new Finding('edge-registration', FindingStatus::Bad, __('The connection is paused', 'ai-wp-dynamic-cache'), $status->error, __('Say on the dashboard whether this site has moved or is a copy.', 'ai-wp-dynamic-cache')),
        };

        return [
            $finding,
            ...($status->state === ConnectionState::Active ? self::known() : []),
            ...($status->backlog->count === 0 ? [] : [self::waiting($status->backlog->count, $status->error)]),
        ];
    }

    /** @return list<Finding> what the Worker has confirmed: the settings with their contract, and purges in its ledger */
    private static function known(): array
    {
        $told = Told::load();
        $findings = [];
        if ($told->configDigest !== '') {
            /* translators: %d: a number */
            $findings[] = new Finding('edge-contract', FindingStatus::Good, __('The Worker has the settings of this site', 'ai-wp-dynamic-cache'), sprintf(__('Both speak version %d of the contract.', 'ai-wp-dynamic-cache'), EdgeConfig::CONTRACT));
        }
        if ($told->ledgerEpoch !== '') {
            $findings[] = new Finding(
                'edge-ledger',
                FindingStatus::Good,
                __('The Worker writes purges down', 'ai-wp-dynamic-cache'),
                /* translators: 1: a number, 2: date and time */
                sprintf(__('Its ledger stood at %1$s on %2$s.', 'ai-wp-dynamic-cache'), number_format_i18n($told->ledgerSequence), (string) wp_date('Y-m-d H:i:s', $told->ledgerAt)),
            );
        }

        return $findings;
    }

    private static function waiting(int $count, string $error): Finding
    {
        return new Finding(
            'edge-behind',
            FindingStatus::Warning,
            /* translators: %d: number of messages */
            sprintf(_n('%d message waits for the Worker', '%d messages wait for the Worker', $count, 'ai-wp-dynamic-cache'), $count),
            __('Until it has them, the edge may show pages as they were, for as long as a page may live there.', 'ai-wp-dynamic-cache'),
            __('They are tried again by themselves; if the number grows, look at the error.', 'ai-wp-dynamic-cache'),
            $error,
        );
    }
}
