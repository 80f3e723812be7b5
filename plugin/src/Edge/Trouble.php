<?php

/** What can be in the way between site and Worker and needs somebody: each word with the one thing to do. */

declare(strict_types=1);

namespace DynamicCache\Edge;

enum Trouble: string
{
    case MissingBootstrapSecret = 'missing_bootstrap_secret';
    case InvalidBootstrapSecret = 'invalid_bootstrap_secret';
    case InvalidUrl = 'invalid_url';
    case InsecureUrl = 'insecure_url';
    case BlockedByWordPress = 'blocked_by_wordpress';
    case SecretNeedsReentry = 'secret_needs_reentry';
    case SignatureMismatch = 'signature_mismatch';
    case NotAuthorisedForSite = 'not_authorised_for_site';
    case SiteNotFound = 'site_not_found';
    case TimestampOutOfWindow = 'timestamp_out_of_window';
    case ContractMismatch = 'contract_mismatch';
    case SigningDisabled = 'signing_disabled';
    case HomeUrlChanged = 'home_url_changed';

    /**
     * An error for people: the sentence for its word, with what was known besides (`word: more`). What has no sentence
     * here stays as it is.
     */
    public static function explain(string $error): string
    {
        [$word, $more] = explode(': ', $error, 2) + ['', ''];
        $sentence = self::tryFrom($word)?->sentence();

        return match (true) {
            $sentence === null => $error,
            $more === '' => $sentence,
            default => "{$sentence} ({$more})",
        };
    }

    /** Whether an active site cannot speak to its Worker any more until somebody acts. */
    public static function is_lasting(string $error): bool
    {
        return match (self::tryFrom(explode(': ', $error, 2)[0])) {
            self::SignatureMismatch, self::NotAuthorisedForSite, self::SiteNotFound,
            self::TimestampOutOfWindow, self::ContractMismatch, self::SecretNeedsReentry => true,
            default => false,
        };
    }

    private function sentence(): string
    {
        return match ($this) {
            self::MissingBootstrapSecret => __('Define DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET in wp-config.php: the same text as EDGE_BOOTSTRAP_SECRET of the Worker.', 'ai-wp-dynamic-cache'),
            self::InvalidBootstrapSecret => __('DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET in wp-config.php is not what the Worker has as EDGE_BOOTSTRAP_SECRET.', 'ai-wp-dynamic-cache'),
            self::InvalidUrl => __('The address of the Worker must be a scheme and a host, without a path.', 'ai-wp-dynamic-cache'),
            self::InsecureUrl => __('The address of the Worker must begin with https: the secrets of this site would travel in clear text.', 'ai-wp-dynamic-cache'),
            self::BlockedByWordPress => __('WP_HTTP_BLOCK_EXTERNAL in wp-config.php forbids calls to the Worker: add its host to WP_ACCESSIBLE_HOSTS.', 'ai-wp-dynamic-cache'),
            self::SecretNeedsReentry => __('The key for the Worker cannot be opened, because the salts of wp-config.php have changed: switch the edge off and on again.', 'ai-wp-dynamic-cache'),
            self::SignatureMismatch,
            self::NotAuthorisedForSite,
            self::SiteNotFound => __('The Worker does not accept the key of this site: switch the edge off and on again.', 'ai-wp-dynamic-cache'),
            self::TimestampOutOfWindow => __('The clocks of this server and of the Worker are too far apart.', 'ai-wp-dynamic-cache'),
            self::ContractMismatch => __('This plugin and the Worker are of versions that do not understand each other: update the older one.', 'ai-wp-dynamic-cache'),
            self::SigningDisabled => __('The Worker is not set up: its EDGE_BOOTSTRAP_SECRET is missing or too short.', 'ai-wp-dynamic-cache'),
            self::HomeUrlChanged => __('The address of this site is not the one that was connected; nothing is sent. To connect this one, switch the edge off and on again.', 'ai-wp-dynamic-cache'),
        };
    }
}
