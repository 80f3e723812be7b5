<?php

/** How the site is set up: addresses, proxy, permalinks, cron, edge. */

declare(strict_types=1);

namespace DynamicCache\Findings\Host;

use DynamicCache\Edge\ConnectionState;
use DynamicCache\Edge\ConnectionStatus;
use DynamicCache\Edge\Outbox;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Findings\WebFacts;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\Settings;

final class SiteLook
{
    /** Seconds that an event of WordPress' cron may be late on a site with few visits. */
    private const LATE = 3600;

    /** @param bool $isSeen the facts are of a real web request, not of this command line */
    public function __construct(private readonly WebFacts $facts, private readonly bool $isSeen) {}

    /**
     * @param int $now Unix seconds
     *
     * @return list<Finding>
     */
    public function findings(Settings $settings, int $now): array
    {
        return [...$this->addresses(), ...self::permalinks(), self::cron($now), ...self::edge($settings, $now)];
    }

    /** @return list<Finding> */
    private function addresses(): array
    {
        $home = HomeUrl::of_site();
        $site = get_option('siteurl');
        $installed = HomeUrl::parse(is_string($site) ? $site : '');
        $findings = [];
        if ($this->isSeen && $this->facts->scheme !== $home->scheme) {
            $findings[] = $this->wrong_scheme($home);
        } elseif ($home->scheme === 'https') {
            $findings[] = new Finding('https', FindingStatus::Good, __('The site is encrypted (HTTPS)', 'ai-wp-dynamic-cache'));
        } else {
            $isLocal = in_array(wp_get_environment_type(), ['local', 'development'], true);
            $findings[] = new Finding('https', $isLocal ? FindingStatus::Info : FindingStatus::Warning, __('The site is not encrypted', 'ai-wp-dynamic-cache'), __('Its address begins with http: others on the way can read and change pages, and browsers use the slower HTTP/1.1.', 'ai-wp-dynamic-cache'), $isLocal ? '' : __('Get a certificate and change both addresses in Settings → General to https.', 'ai-wp-dynamic-cache'));
        }
        if ($installed->host !== $home->host) {
            /* translators: 1: host of the site, 2: host of its WordPress */
            $findings[] = new Finding('two-addresses', FindingStatus::Info, __('Site and WordPress have different hosts', 'ai-wp-dynamic-cache'), sprintf(__('Pages are cached under %1$s; %2$s, where WordPress lives, is left alone.', 'ai-wp-dynamic-cache'), $home->host, $installed->host));
        }
        if ($this->isSeen && $this->facts->isProxied) {
            $findings[] = new Finding('proxy', FindingStatus::Info, __('A proxy stands in front of this site', 'ai-wp-dynamic-cache'), __('What it keeps itself it does not forget when a page here is thrown away.', 'ai-wp-dynamic-cache'));
        }

        return $findings;
    }

    private function wrong_scheme(HomeUrl $home): Finding
    {
        $fix = $home->scheme === 'https'
            ? __('Tell PHP in wp-config.php that the proxy in front was asked over HTTPS: set $_SERVER[\'HTTPS\'] to \'on\' where its X-Forwarded-Proto says https.', 'ai-wp-dynamic-cache')
            : __('Change the site address in Settings → General to https.', 'ai-wp-dynamic-cache');

        return new Finding(
            'scheme',
            FindingStatus::Bad,
            __('PHP does not see the address that visitors use', 'ai-wp-dynamic-cache'),
            /* translators: 1: http or https, 2: http or https */
            sprintf(__('The site address says %1$s and PHP is asked over %2$s, so that no request counts as one for this site and nothing is cached.', 'ai-wp-dynamic-cache'), $home->scheme, $this->facts->scheme),
            $fix,
            $this->facts->isForwardedSecure ? 'X-Forwarded-Proto: https' : '',
        );
    }

    /** @return list<Finding> */
    private static function permalinks(): array
    {
        return get_option('permalink_structure') !== '' ? [] : [new Finding(
            'permalinks',
            FindingStatus::Info,
            __('Permalinks are plain', 'ai-wp-dynamic-cache'),
            __('Pages have addresses such as /?p=12. They are cached as well; rules by path cannot tell them apart.', 'ai-wp-dynamic-cache'),
            __('Choose another structure in Settings → Permalinks if you want to exclude pages by path.', 'ai-wp-dynamic-cache'),
        )];
    }

    private static function cron(int $now): Finding
    {
        $times = array_filter(array_keys(_get_cron_array()), is_int(...));
        $late = $times === [] ? 0 : $now - min($times);
        $isOff = defined('DISABLE_WP_CRON') && (bool) constant('DISABLE_WP_CRON');
        if ($late > self::LATE) {
            return new Finding(
                'cron',
                FindingStatus::Warning,
                __('Scheduled work of WordPress is late', 'ai-wp-dynamic-cache'),
                /* translators: %s: a span of time, as 3 hours */
                sprintf(__('Something has been due for %s. The cache frees space and repeats failed calls to the edge by that schedule.', 'ai-wp-dynamic-cache'), human_time_diff($now - $late, $now)),
                $isOff
                    ? __('DISABLE_WP_CRON is set, so the server itself has to call wp-cron.php every few minutes.', 'ai-wp-dynamic-cache')
                    : __('Let the server call wp-cron.php every few minutes: with cached pages fewer visits reach WordPress, which is what starts it.', 'ai-wp-dynamic-cache'),
            );
        }

        return $isOff
            ? new Finding('cron', FindingStatus::Good, __('Scheduled work is on time', 'ai-wp-dynamic-cache'), __('DISABLE_WP_CRON is set and nothing is late, so something else starts it.', 'ai-wp-dynamic-cache'))
            : new Finding('cron', FindingStatus::Good, __('Scheduled work is on time', 'ai-wp-dynamic-cache'));
    }

    /** @return list<Finding> what is wrong there, Install\Diagnosis tells */
    private static function edge(Settings $settings, int $now): array
    {
        $status = ConnectionStatus::of($settings->edge, (new Outbox())->backlog($now)->without_error());
        $waiting = $status->backlog->count === 0 ? '' : sprintf(
            /* translators: %d: number of messages */
            _n('%d message waits to be sent there.', '%d messages wait to be sent there.', $status->backlog->count, 'ai-wp-dynamic-cache'),
            $status->backlog->count,
        );

        return match ($status->state) {
            ConnectionState::Off => [new Finding('edge', FindingStatus::Info, __('No edge is connected', 'ai-wp-dynamic-cache'), __('Pages come from this server. A Cloudflare Worker can keep them near the visitors as well.', 'ai-wp-dynamic-cache'))],
            ConnectionState::Verifying => [new Finding('edge', FindingStatus::Info, __('The edge is being connected', 'ai-wp-dynamic-cache'), __('The Worker is asking this site whether it is the one that registers.', 'ai-wp-dynamic-cache'))],
            ConnectionState::Active => [new Finding('edge', $status->backlog->count > 0 ? FindingStatus::Warning : FindingStatus::Good, __('The edge is connected', 'ai-wp-dynamic-cache'), $waiting, $status->backlog->count > 0 ? __('Test the connection in the settings.', 'ai-wp-dynamic-cache') : '')],
            ConnectionState::Failed, ConnectionState::Paused => [],
        };
    }
}
