<?php

/** Sends an alert that says it is a test, by each channel, and tells what came of it. A few times an hour at most. */

declare(strict_types=1);

namespace DynamicCache\Findings;

use DynamicCache\Alerts\Alerts;
use DynamicCache\Alerts\Channel;
use DynamicCache\Alerts\Message;
use DynamicCache\Alerts\SiteName;
use DynamicCache\Alerts\UnableToAlert;
use DynamicCache\Settings\AlertSettings;

final class AlertTest
{
    private const OPTION = 'dynamic_cache_alert_tests';
    private const MAX_PER_HOUR = 10;

    /**
     * @param int $now Unix seconds
     *
     * @return list<Finding>
     */
    public static function findings(AlertSettings $settings, int $now): array
    {
        $channels = Alerts::channels($settings);
        if ($channels === []) {
            return [new Finding('alerts', FindingStatus::Info, __('Nobody is told', 'ai-wp-dynamic-cache'), __('There is neither an e-mail address nor a webhook.', 'ai-wp-dynamic-cache'), __('Enter one of them, then test again.', 'ai-wp-dynamic-cache'))];
        }
        if (!self::has_room($now)) {
            return [new Finding('alerts', FindingStatus::Warning, __('Too many tests', 'ai-wp-dynamic-cache'), __('An hour has room for ten of them.', 'ai-wp-dynamic-cache'), __('Test again later.', 'ai-wp-dynamic-cache'))];
        }
        $message = self::message($now);

        return array_map(static fn(Channel $channel): Finding => self::finding($channel, $message), $channels);
    }

    private static function message(int $now): Message
    {
        /* translators: %s: name of the site */
        $subject = sprintf(__('[%s] Test of the cache’s alerts', 'ai-wp-dynamic-cache'), SiteName::plain());
        $text = __('This is a test. Alerts of the page cache will come to this place when a stored page turns out to be wrong.', 'ai-wp-dynamic-cache');

        return Message::compose('alert.test', $now, $subject, "{$text}\n\n" . home_url('/') . "\n", ['site' => home_url('/')]);
    }

    private static function finding(Channel $channel, Message $message): Finding
    {
        try {
            $channel->send($message);
        } catch (UnableToAlert $failure) {
            return new Finding(
                "alerts-{$channel->name()}",
                FindingStatus::Bad,
                __('The alert was not taken', 'ai-wp-dynamic-cache'),
                $channel->name() === 'email'
                    ? __('WordPress could not hand the mail over.', 'ai-wp-dynamic-cache')
                    : __('The webhook did not answer with a status of 200 to 299.', 'ai-wp-dynamic-cache'),
                $channel->name() === 'email'
                    ? __('Set up how WordPress sends mail, then test again.', 'ai-wp-dynamic-cache')
                    : __('Check the address and the secret. Addresses inside a private network are not called.', 'ai-wp-dynamic-cache'),
                $failure->getMessage(),
            );
        }

        return $channel->name() === 'email'
            ? new Finding('alerts-email', FindingStatus::Good, __('The mail was sent', 'ai-wp-dynamic-cache'), __('WordPress handed it over. Look whether it arrives.', 'ai-wp-dynamic-cache'))
            : new Finding('alerts-webhook', FindingStatus::Good, __('The webhook took the alert', 'ai-wp-dynamic-cache'));
    }

    private static function has_room(int $now): bool
    {
        $sent = get_option(self::OPTION, []);
        $recent = array_values(array_filter(is_array($sent) ? $sent : [], static fn(mixed $at): bool => is_int($at) && $at > $now - 3600));
        if (count($recent) >= self::MAX_PER_HOUR) {
            return false;
        }
        update_option(self::OPTION, [...$recent, $now], false);

        return true;
    }
}
