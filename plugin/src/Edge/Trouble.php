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
    case Unreachable = 'unreachable';
    case TimedOut = 'timed_out';
    case NotTheWorker = 'not_the_worker';
    case StorageUnavailable = 'storage_unavailable';
    case InternalError = 'internal_error';
    case ChallengeUnreachable = 'challenge_unreachable';
    case ChallengeNotFound = 'challenge_not_found';
    case ChallengeLocked = 'challenge_locked';
    case ChallengeWrongAnswer = 'challenge_wrong_answer';
    case VerificationInterrupted = 'verification_interrupted';
    case Superseded = 'superseded';
    case SecretWasToldBefore = 'secret_was_told_before';
    case SiteAlreadyRegistered = 'site_already_registered';
    case KeyNotReplaced = 'key_not_replaced';
    case ZoneNotAllowed = 'zone_not_allowed';
    case ZoneRateLimited = 'zone_rate_limited';
    case ZoneRefused = 'zone_refused';

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
            self::Unreachable,
            self::TimedOut,
            self::NotTheWorker,
            self::StorageUnavailable,
            self::InternalError => $this->about_the_way(),
            self::ZoneNotAllowed,
            self::ZoneRateLimited,
            self::ZoneRefused => $this->about_the_zone(),
            self::HomeUrlChanged => __('The address of this site is not the one that was connected; nothing is sent. To connect this one, switch the edge off and on again.', 'ai-wp-dynamic-cache'),
            default => $this->about_registering(),
        };
    }

    private function about_the_way(): string
    {
        return match ($this) {
            self::Unreachable => __('The Worker cannot be reached. Look whether it is deployed under the address in the settings, and whether this server may call out.', 'ai-wp-dynamic-cache'),
            self::TimedOut => __('The Worker did not answer in time. It is asked again with growing pauses; if that goes on, look at its logs in the dashboard of Cloudflare.', 'ai-wp-dynamic-cache'),
            self::NotTheWorker => __('Something answers in place of the Worker: a login page, a proxy or another Worker. Look what is in front of its address; its paths /api/* must be reachable without a login.', 'ai-wp-dynamic-cache'),
            self::StorageUnavailable => __('The Worker cannot reach its databases. Look at D1 in the dashboard of Cloudflare; nothing is lost meanwhile.', 'ai-wp-dynamic-cache'),
            default => __('The Worker failed. It is asked again; its logs in the dashboard of Cloudflare say why.', 'ai-wp-dynamic-cache'),
        };
    }

    private function about_registering(): string
    {
        return match ($this) {
            self::ChallengeUnreachable => __('The Worker cannot reach this site, which it has to ask for a proof. Look whether the address of the site leads here from the internet, and whether a firewall keeps Cloudflare out.', 'ai-wp-dynamic-cache'),
            self::ChallengeNotFound => __('The Worker asked this site for a proof and got none. Something keeps /wp-json/dynamic-cache/v1/challenge/ from outside: a firewall, a maintenance page, a plugin that closes the REST API, or a redirect.', 'ai-wp-dynamic-cache'),
            self::ChallengeLocked => __('The web server of this site asks the Worker for a password. Enter it below as the password of a protected site, or let /wp-json/dynamic-cache/v1/challenge/ through.', 'ai-wp-dynamic-cache'),
            self::ChallengeWrongAnswer => __('The proof that the Worker read is not of this site: its address leads to another installation, or to a copy of this one in a cache. Look where the address of the site leads from the internet.', 'ai-wp-dynamic-cache'),
            self::VerificationInterrupted => __('The Worker was interrupted while it checked this site. Connect again.', 'ai-wp-dynamic-cache'),
            self::Superseded => __('This site has registered twice at the same time, and the other time counts. Connect again.', 'ai-wp-dynamic-cache'),
            self::SecretWasToldBefore => __('The key of this site was lost on its way. Connect again: the Worker checks the site anew and gives it another key.', 'ai-wp-dynamic-cache'),
            self::SiteAlreadyRegistered => __('The Worker knows this address already, and its key is not here any more. Connect again: the Worker checks the site anew, and a new key takes the place of the one that was lost.', 'ai-wp-dynamic-cache'),
            default => __('The key was not replaced, and the former one goes on. Try again.', 'ai-wp-dynamic-cache'),
        };
    }

    private function about_the_zone(): string
    {
        return match ($this) {
            self::ZoneNotAllowed => __('Cloudflare does not accept the token for this zone. Make one with the permission Zone, Cache Purge for this zone, and enter it anew.', 'ai-wp-dynamic-cache'),
            self::ZoneRateLimited => __('Cloudflare takes no more purges for the moment; they wait and are sent later.', 'ai-wp-dynamic-cache'),
            default => __('Cloudflare did not take a purge.', 'ai-wp-dynamic-cache'),
        };
    }
}
