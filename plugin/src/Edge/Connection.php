<?php

/**
 * The site's side of the line to its Worker: follows the settings, passes on what was purged, and mends by cron what
 * could not be said at once. Nothing that fails in here reaches a page or a save.
 */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Edge\Zone\ZoneAccess;
use DynamicCache\Feature;
use DynamicCache\Install\Paths;
use DynamicCache\Purge\Purged;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\Stores;
use DynamicCache\Store\Token;

final class Connection implements Feature
{
    public const CRON = Schedule::EVENT;

    /** Seconds that a request of a visitor or an editor may wait. */
    private const AT_ONCE = 0.3;

    /** Seconds that somebody waits who only looks at the state. */
    private const LOOKING = 1.0;

    /** Seconds that somebody waits who has just changed the settings. */
    private const PATIENT = 3.0;

    private const IN_CRON = 5.0;
    private const CRON_BUDGET = 20.0;

    private ?Registration $registration = null;

    /** @param \Closure(): Registration $register made when it is needed: hardly any request registers */
    public function __construct(
        private readonly \Closure $register,
        private readonly ConfigPush $config,
        private readonly Messages $messages,
        private readonly Schedule $schedule,
    ) {}

    public static function of_wordpress(): self
    {
        return self::with(EdgeClient::of_wordpress(), time(...));
    }

    /** @param \Closure(): int $now Unix seconds */
    public static function with(EdgeClient $client, \Closure $now): self
    {
        $breaker = new Breaker(static fn(): float => random_int(0, 1_000_000) / 1_000_000);
        $outbox = new Outbox();

        return new self(
            static fn(): Registration => new Registration($client, $now, new Rotation($client)),
            new ConfigPush($client, SettingsRepository::of_site(), $breaker, $now),
            new Messages($outbox, new Delivery($client, $outbox, $breaker, $now), self::origin(...), $now),
            new Schedule(),
        );
    }

    public function boot(): void
    {
        // After Settings\DropinConfig (1) and Install\FreshStart (20): the Worker hears of a state that is in place.
        add_action('dynamic_cache_settings_changed', Guarded::work($this->follow(...)), 30, 2);
        add_action('dynamic_cache_edge_changed', Guarded::work($this->introduce(...)), 30, 0);
        add_action('dynamic_cache_leaving', Guarded::work($this->leave(...)), 10, 0);
        add_action('dynamic_cache_suspected', Guarded::work($this->messages->hold(...)));
        add_action('dynamic_cache_withdrawn', Guarded::work($this->messages->withdraw(...)), 10, 0);
        add_action('dynamic_cache_purged', Guarded::work($this->tell(...)));
        add_action(self::CRON, Guarded::work($this->sync(...)), 10, 0);
        add_action('admin_init', Guarded::work($this->on_admin_page(...)), 10, 0);
    }

    /** For GET /status: goes on with what waits, a little, and says where things stand. */
    public function look(): ConnectionStatus
    {
        Guarded::work(function (): void {
            $this->registration()->poll(self::LOOKING);
            $this->push_config(self::LOOKING);
            $this->deliver(self::AT_ONCE, self::AT_ONCE);
        })();

        return ConnectionStatus::of(SettingsRepository::of_site()->all()->edge, $this->messages->backlog());
    }

    /** Only the owner's switch begins or ends a registration: a copy of the site must not take over the line of the original. */
    public function follow(Settings $new, Settings $old): void
    {
        $this->keep_scheduled();
        if ($new->edge->enabled === $old->edge->enabled && $new->edge->url === $old->edge->url) {
            $this->push_config(self::PATIENT);

            return;
        }
        if (Credentials::load()->state !== ConnectionState::Off) {
            $this->part();
        }
        if ($new->edge->enabled && $new->edge->url !== '') {
            $this->registration()->begin($new->edge->url, self::PATIENT);
        }
        $this->keep_scheduled();
        $this->schedule->ask_for(Credentials::load());
    }

    /**
     * The site is given up here: on deactivation, on uninstall, before a site of a network is deleted. The setting stays,
     * so that an activation begins anew.
     *
     * @return bool false when the Worker could not be told
     */
    public function leave(): bool
    {
        if (Credentials::fresh()->state !== ConnectionState::Off || Credentials::load()->key() !== null) {
            $this->part();
        }

        return Credentials::load()->key() === null;
    }

    /** The owner says that this is the site, whatever its address was: it registers under the one of today. */
    public function reconnect(): void
    {
        $edge = SettingsRepository::of_site()->all()->edge;
        if ($edge->enabled && $edge->url !== '') {
            $this->part();
            $this->registration()->begin($edge->url, self::PATIENT);
            $this->keep_scheduled();
            $this->schedule->ask_for(Credentials::load());
        }
    }

    /** The Worker and the site have just met: what it has of earlier days is void, and it needs the settings. */
    public function introduce(): void
    {
        if (Credentials::load()->usable_key() !== null) {
            Told::forget();
            $this->messages->begin_anew();
            $this->push_config(self::PATIENT);
            $this->deliver(self::PATIENT, self::PATIENT);
        }
    }

    public function tell(Purged $purged): void
    {
        if (Credentials::load()->state === ConnectionState::Active) {
            $this->messages->add($purged);
            $this->deliver(self::AT_ONCE, self::AT_ONCE);
        }
    }

    public function sync(): void
    {
        $edge = SettingsRepository::of_site()->all()->edge;
        $credentials = Credentials::fresh();
        if (!$edge->enabled || $edge->url === '') {
            if ($credentials->key() !== null) {
                $this->registration()->end(self::IN_CRON);
            }
            $this->keep_scheduled();

            return;
        }
        match ($credentials->state()) {
            ConnectionState::Verifying => $this->registration()->poll(self::IN_CRON),
            ConnectionState::Off, ConnectionState::Failed => $this->registration()->begin_again($edge->url, self::IN_CRON),
            ConnectionState::Active => $this->keep_current(),
            ConnectionState::Paused => null,
        };
        $this->messages->follow_epoch();
        $this->messages->condense();
        $this->deliver(self::IN_CRON, self::CRON_BUDGET);
        $this->schedule->ask_for(Credentials::load());
    }

    /** Somebody asks that what waits is tried now. */
    public function retry(): void
    {
        $this->messages->hurry();
        Guarded::work(fn() => $this->deliver(self::PATIENT, self::PATIENT))();
    }

    /**
     * Another key in place of today's; everything goes on meanwhile.
     *
     * @return string why it was not replaced, for people; empty when it was
     */
    public function rotate(): string
    {
        $error = $this->registration()->rotation->run(self::PATIENT);

        return Trouble::explain($error);
    }

    /** The key is fetched also when nobody asks for the status, unless the Worker did not answer the last time. */
    public function on_admin_page(): void
    {
        $this->keep_scheduled();
        if (Credentials::load()->error === '') {
            $this->registration()->poll(self::LOOKING);
        }
    }

    public function keep_scheduled(): void
    {
        $edge = SettingsRepository::of_site()->all()->edge;
        // The zone's messages are delivered by the same event.
        $isNeeded = $edge->enabled || ZoneAccess::of($edge) !== null || Credentials::load()->key() !== null;
        $this->schedule->keep($isNeeded);
    }

    private function registration(): Registration
    {
        return $this->registration ??= ($this->register)();
    }

    private function keep_current(): void
    {
        $this->registration()->rotation->finish(self::IN_CRON);
        $this->push_config(self::IN_CRON);
    }

    private function part(): void
    {
        $this->registration()->end(self::PATIENT);
        Told::forget();
        $this->messages->forget();
    }

    private function push_config(float $timeout): void
    {
        $key = Credentials::load()->usable_key();
        if ($key !== null) {
            $this->config->push($key, $timeout);
        }
    }

    private function deliver(float $timeout, float $budget): void
    {
        $key = Credentials::load()->usable_key();
        $next = $key === null ? null : $this->messages->deliver($key, $timeout, $budget);
        if ($next !== null) {
            $this->schedule->once_more($next);
        }
    }

    /** Where this site's purge log stands; null when the store cannot be reached. */
    private static function origin(): ?Token
    {
        try {
            return Stores::configured(Paths::of_wordpress()->cache_dir(), (string) get_current_blog_id())->token(time());
        } catch (StoreFailure) {
            return null;
        }
    }
}
