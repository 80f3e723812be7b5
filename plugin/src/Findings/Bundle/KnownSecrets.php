<?php

/** Every value that this WordPress knows and that must not leave it, for the redaction of a support bundle. */

declare(strict_types=1);

namespace DynamicCache\Findings\Bundle;

use DynamicCache\Edge\Credentials;
use DynamicCache\Settings\Secret;
use DynamicCache\Settings\SettingsRepository;

final class KnownSecrets
{
    /** Names of constants and environment variables; `…_KEYS` of a list of names is one too many, and does no harm. */
    private const NAMES = '/PASS|PWD|SECRET|KEY|SALT|TOKEN|AUTH|CREDENTIAL|COOKIEHASH|LICEN[CS]E|DSN/i';

    private const MANY_USERS = 500;

    /** @return list<string> */
    public static function of(SettingsRepository $repository): array
    {
        $config = Credentials::load()->engine_part();

        return array_values(array_filter([
            ...array_values(array_map(static fn(Secret $secret): string => $secret->reveal(), $repository->secrets())),
            ...array_values($config === null ? [] : ['fill' => $config['fill_key'], 'marker' => $config['marker_key'], 'probe' => $config['probe_key']]),
            self::behind_the_host($repository->all()->alerts->webhookUrl),
            ...self::salts(),
            ...self::named(get_defined_constants(true)['user'] ?? []),
            ...self::named(getenv()),
            ...array_values(array_filter($_COOKIE, is_string(...))),
            ...self::persons(),
        ], static fn(string $secret): bool => $secret !== ''));
    }

    /** @return list<string> those in wp-config.php, and those that core made for the database */
    private static function salts(): array
    {
        $salts = [];
        foreach (['auth', 'secure_auth', 'logged_in', 'nonce'] as $scheme) {
            $salts[] = wp_salt($scheme);
            foreach (['key', 'salt'] as $part) {
                $option = get_site_option("{$scheme}_{$part}");
                $salts[] = is_string($option) ? $option : '';
            }
        }

        return $salts;
    }

    /**
     * @param array<array-key, mixed> $values
     *
     * @return list<string>
     */
    private static function named(array $values): array
    {
        $secrets = [];
        foreach ($values as $name => $value) {
            if (preg_match(self::NAMES, (string) $name) === 1) {
                array_push($secrets, ...self::texts_in($value));
            }
        }

        return $secrets;
    }

    /** @return list<string> what a list holds too: the login of Redis is one of user and password in some plugins */
    private static function texts_in(mixed $value): array
    {
        if (is_array($value)) {
            return array_merge([], ...array_map(self::texts_in(...), array_values($value)));
        }

        return is_string($value) && !is_numeric($value) ? [$value] : [];
    }

    /** Whoever has the address of a webhook may post to it: for most services it holds the key. */
    private static function behind_the_host(string $url): string
    {
        return (string) preg_replace('~^https?://[^/?#]*/?(?=/|$)~i', '', $url);
    }

    /** @return list<string> e-mail addresses and login names of those who can change something here */
    private static function persons(): array
    {
        $persons = [];
        foreach (get_users(['role__in' => ['administrator', 'editor', 'shop_manager', 'author'], 'number' => self::MANY_USERS, 'fields' => ['user_login', 'user_email']]) as $user) {
            if ($user instanceof \stdClass) {
                // A login such as "admin" is in many words, and no secret: those of purges are left out where they stand.
                $persons[] = is_string($user->user_email ?? null) ? $user->user_email : '';
            }
        }

        return $persons;
    }
}
