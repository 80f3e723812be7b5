<?php

/**
 * The must-use plugin of the matrix site: what a theme's or plugin's own code does on a page, as shortcodes, and the
 * door through which the test builds the site and changes it.
 */

declare(strict_types=1);

use DynamicCache\Tests\WordPress\Matrix\Changes;
use DynamicCache\Tests\WordPress\Matrix\Fixture;
use DynamicCache\Tests\WordPress\Matrix\NetworkFixture;
use DynamicCache\Tests\WordPress\Matrix\NetworkWays;
use DynamicCache\Tests\WordPress\Matrix\PlainWays;
use DynamicCache\Tests\WordPress\Matrix\Shortcodes;

foreach (['Fixture', 'FixtureMedia', 'BlockWays', 'PlainWays', 'ClassicWays', 'Attributes', 'Shortcodes', 'Changes', 'PostChanges', 'TermChanges', 'PeopleChanges', 'FrameChanges', 'ClassicChanges', 'SettingChanges', 'NetworkFixture', 'NetworkWays', 'NetworkChanges'] as $matrixFile) {
    require_once dirname(__DIR__) . "/{$matrixFile}.php";
}
add_filter('pre_wp_mail', '__return_true');
add_action('init', Shortcodes::register(...));
add_action('init', NetworkWays::register(...));
add_action('wp_loaded', static function (): void {
    $order = $_GET['matrix'] ?? '';
    if (!is_string($order) || $order === '' || ($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
        return;
    }
    wp_set_current_user(1);
    [$verb, $name] = explode(':', $order, 2) + ['', ''];
    echo match ($verb) {
        'make' => $name === 'network' ? NetworkFixture::make() : Fixture::make($name),
        'theme' => Fixture::theme($name),
        'plain' => PlainWays::addresses(explode("\n", $name)),
        'purged' => Changes::purged(),
        default => Changes::run($name),
    };
    exit;
}, 99);
