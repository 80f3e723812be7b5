<?php

/**
 * WordPress' side of a probe, and nothing at all in any other request: counts queries, keeps the page from living long,
 * and prints at its end what the render was given, so that a page that went to the wrong visitor can be told. The mark
 * says nothing that a probe did not send itself.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Database;
use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Probe;
use DynamicCache\Engine\Reason;
use DynamicCache\Feature;
use DynamicCache\Settings\SettingsRepository;

final class ProbedPage implements Feature
{
    /** Seconds for which what a probe stored can be served, to probes of the same run. */
    private const LIFE = 900;

    public function __construct(private readonly SettingsRepository $settings) {}

    public function boot(): void
    {
        $probe = Probe::current();
        if ($probe === null) {
            return;
        }
        $probe->ask_for_queries(static fn(): int => Database::connection()->num_queries);
        Fill::current()?->tag(ProbeSpace::tag($probe->run()));
        Fill::current()?->expire_at(time() + self::LIFE);
        if (str_starts_with($probe->space(), ProbeSpace::UNSTORED)) {
            Fill::current()?->refuse(Reason::DoNotCache);
        }
        add_action('init', ProbePost::register(...), 10, 0);
        add_action('wp_footer', $this->print_mark(...), PHP_INT_MAX, 0);
    }

    private function print_mark(): void
    {
        ProbeMark::print([
            'for' => self::text($_SERVER['REQUEST_URI'] ?? ''),
            'user' => is_user_logged_in() ? wp_get_current_user()->display_name : '',
            ...array_map(static fn(string $cookie): string => self::text($_COOKIE[$cookie] ?? ''), self::cookies($this->settings)),
        ]);
    }

    /** @return array<string, string> what a page may show by its cookies → name of the cookie */
    private static function cookies(SettingsRepository $settings): array
    {
        $rules = $settings->all()->rules;
        $cookies = ['cart' => ProbeMark::CART, 'commenter' => CookieName::commenter()];
        foreach (['device' => $rules->device, 'language' => $rules->language, 'currency' => $rules->currency] as $name => $variant) {
            if ($variant !== null) {
                $cookies[$name] = $variant->cookie;
            }
        }

        return $cookies;
    }

    private static function text(mixed $value): string
    {
        return is_string($value) ? wp_unslash($value) : '';
    }
}
