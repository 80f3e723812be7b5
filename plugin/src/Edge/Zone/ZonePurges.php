<?php

/**
 * What is purged here is purged in the cache of the Cloudflare zone too, where its id and a token are set: a row in the
 * outbox at once, the call from cron, because Cloudflare's API takes longer than anybody should wait who saves a post.
 * Independent of the Worker: a site may have the zone's own cache in front of it, or both.
 */

declare(strict_types=1);

namespace DynamicCache\Edge\Zone;

use DynamicCache\Edge\Breaker;
use DynamicCache\Edge\ConnectionState;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\Guarded;
use DynamicCache\Edge\Outbox;
use DynamicCache\Edge\PurgeMessage;
use DynamicCache\Edge\Recipient;
use DynamicCache\Edge\Schedule;
use DynamicCache\Edge\Transport;
use DynamicCache\Edge\WordPressTransport;
use DynamicCache\Feature;
use DynamicCache\Purge\Purged;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\SettingsRepository;

final class ZonePurges implements Feature
{
    private const CRON = Schedule::EVENT;

    /** @param \Closure(): int $now Unix seconds */
    public function __construct(
        private readonly Outbox $outbox,
        private readonly ZoneDelivery $delivery,
        private readonly \Closure $now,
    ) {}

    public static function of_wordpress(): self
    {
        return self::with(new WordPressTransport(), time(...));
    }

    /** @param \Closure(): int $now Unix seconds */
    public static function with(Transport $transport, \Closure $now): self
    {
        $outbox = new Outbox(Recipient::Zone);

        return new self($outbox, new ZoneDelivery(new ZoneClient($transport), $outbox, Breaker::for_zone(), $now), $now);
    }

    public function boot(): void
    {
        // After Edge\Connection: the Worker is told first.
        add_action('dynamic_cache_purged', Guarded::work($this->add(...)), 20);
        add_action('dynamic_cache_settings_changed', Guarded::work($this->follow(...)), 40, 2);
        add_action('dynamic_cache_leaving', Guarded::work($this->outbox->clear(...)), 10, 0);
        add_action(self::CRON, $this->deliver(...), 20, 0);
    }

    public function add(Purged $purged): void
    {
        if (self::zone() === null) {
            return;
        }
        // A soft purge too: the zone knows no "once more".
        $message = $purged->everything
            ? PurgeMessage::everything($purged->token)
            : PurgeMessage::of($purged->tags, array_map(HomeUrl::of_site()->absolute(...), $purged->urls), $purged->token);
        $this->outbox->push($message, ($this->now)());
        (new Schedule())->once_more(($this->now)());
    }

    /** Another zone has heard of nothing: what lies in it of this site goes. Without one nobody has to be told. */
    public function follow(Settings $new, Settings $old): void
    {
        if ($new->edge->zoneId === $old->edge->zoneId && $new->edge->zoneToken->reveal() === $old->edge->zoneToken->reveal()) {
            return;
        }
        $this->delivery->forgive();
        if (ZoneAccess::of($new->edge) === null) {
            $this->outbox->clear();

            return;
        }
        $this->outbox->push(PurgeMessage::everything(null), ($this->now)());
        (new Schedule())->once_more(($this->now)());
    }

    public function deliver(): void
    {
        if ($this->outbox->is_crowded()) {
            $this->outbox->push(PurgeMessage::everything(null), ($this->now)());
        }
        $zone = self::zone();
        $next = $zone === null ? null : $this->delivery->run($zone, self::hosts());
        if ($next !== null) {
            (new Schedule())->once_more($next);
        }
    }

    /** Somebody asks that what waits is tried now. */
    public function retry(): void
    {
        $this->delivery->forgive();
        $this->outbox->make_due(($this->now)());
        $this->deliver();
    }

    /** Null while there is none; a copy of the site must not purge the zone of the original either. */
    private static function zone(): ?ZoneAccess
    {
        $isCopy = Credentials::load()->state() === ConnectionState::Paused;

        return $isCopy ? null : ZoneAccess::of(SettingsRepository::of_site()->all()->edge);
    }

    /** @return list<string> names without ports, as Cloudflare knows hosts */
    private static function hosts(): array
    {
        $hosts = [HomeUrl::of_site()->host, ...SettingsRepository::of_site()->all()->hosts];

        return array_values(array_unique(array_map(static fn(string $host): string => explode(':', $host)[0], $hosts)));
    }
}
