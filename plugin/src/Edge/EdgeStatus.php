<?php

/** The member `edge` of `GET /status`. Asking also fetches the outcome of a registration and tries what waits. */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Edge\Zone\ZoneAccess;
use DynamicCache\Install\Paths;
use DynamicCache\Purge\SiteStore;
use DynamicCache\Settings\SettingsRepository;

/**
 * @phpstan-type EdgeMembers array{state: string, error: ?string, site_id: ?string, kid: ?string, behind: int, behind_since: ?int, next_try: ?int, url: string, clock: ?int, acked: ?array{epoch: string, seq: int, at: int}, origin_seq: array{now: ?int, told: ?int}, zone: ?array{behind: int, error: ?string}}
 */
final class EdgeStatus
{
    public function __construct(private readonly ?Connection $connection = null) {}

    /** @return EdgeMembers */
    public function to_array(): array
    {
        $status = ($this->connection ?? Connection::of_wordpress())->look();
        $isOff = $status->state === ConnectionState::Off;

        return $status->to_array() + [
            'clock' => $isOff ? null : ClockOffset::seconds(),
            'acked' => $isOff ? null : self::acked(),
            'origin_seq' => self::origin($isOff, $status->backlog),
            'zone' => self::zone(),
        ];
    }

    /** @return array{epoch: string, seq: int, at: int}|null */
    private static function acked(): ?array
    {
        $told = Told::load();

        return $told->ledgerEpoch === '' ? null : ['epoch' => $told->ledgerEpoch, 'seq' => $told->ledgerSequence, 'at' => $told->ledgerAt];
    }

    /**
     * Every purge of the log has a row in the outbox until it was told, so that the oldest row says how far the Worker is.
     *
     * @return array{now: ?int, told: ?int}
     */
    private static function origin(bool $isOff, Backlog $backlog): array
    {
        $position = SiteStore::of(Paths::of_wordpress(), (string) get_current_blog_id())->position();
        $now = $position?->sequence;
        $told = match (true) {
            $isOff, $now === null, Told::load()->ledgerEpoch === '' => null,
            $backlog->count === 0 => $now,
            $backlog->oldest?->epoch !== $position->epoch => null,
            default => max(0, $backlog->oldest->sequence - 1),
        };

        return ['now' => $now, 'told' => $told];
    }

    /** @return array{behind: int, error: ?string}|null */
    private static function zone(): ?array
    {
        if (ZoneAccess::of(SettingsRepository::of_site()->all()->edge) === null) {
            return null;
        }
        $backlog = (new Outbox(Recipient::Zone))->backlog(time());

        return ['behind' => $backlog->count, 'error' => $backlog->error === '' ? null : Trouble::explain($backlog->error)];
    }
}
