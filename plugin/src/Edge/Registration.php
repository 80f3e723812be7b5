<?php

/**
 * How the site comes to its key: asks the Worker, which then reads a proof from the site (Rest\AnswerChallenge), and
 * fetches the outcome. And how it leaves again.
 */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Install\Lock;
use DynamicCache\Settings\SettingsRepository;

final class Registration
{
    /** Constant or environment variable. */
    private const SECRET = 'DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET';

    /** The Worker may ask before the site knows its id; then it is asked to begin once more. */
    private const MAX_TRIES = 3;

    private const FIRST_PAUSE = 60;
    private const LONGEST_PAUSE = 3600;
    private const MAX_NAME = 200;

    /** @param \Closure(): int $now Unix seconds */
    public function __construct(
        private readonly EdgeClient $client,
        private readonly \Closure $now,
        public readonly Rotation $rotation,
    ) {}

    /** Asks a Worker to register this site. */
    public function begin(string $url, float $timeout): void
    {
        $former = Credentials::fresh();
        $address = EdgeAddress::parse($url);
        $bootstrap = self::bootstrap_secret();
        if ($address === null || $bootstrap === '') {
            $former->failed($url, $address === null ? Trouble::InvalidUrl->value : Trouble::MissingBootstrapSecret->value, ($this->now)())->save();

            return;
        }
        // A site that the Worker still knows proves with its key that it is the same one.
        $key = $former->url === $url && $former->home === Home::url() ? $former->key() : null;
        $call = new Call('POST', '/api/plugin/live/register', self::introduction(), $timeout);
        try {
            $siteId = $this->client->bearer($address, $bootstrap, $call, $key)['siteId'] ?? null;
            if (!is_string($siteId) || preg_match('/^[A-Za-z0-9_-]{1,64}$/D', $siteId) !== 1) {
                throw UnableToReachEdge::because('the answer to a registration has another form');
            }
            $former->verifying_as($siteId, $url, ($this->now)())->save();
        } catch (EdgeFailure $failure) {
            $former->failed($url, $failure->getMessage(), ($this->now)())->save();
        }
    }

    /** Begins once more what has failed, with growing pauses. */
    public function begin_again(string $url, float $timeout): void
    {
        $former = Credentials::load();
        $pause = min(self::LONGEST_PAUSE, self::FIRST_PAUSE * 2 ** min($former->tries, 10));
        if ($former->state !== ConnectionState::Failed || $former->since + $pause <= ($this->now)()) {
            $this->begin($url, $timeout);
        }
    }

    /** Fetches the outcome of a registration that is being verified. The key is told once, so one process asks at a time. */
    public function poll(float $timeout): void
    {
        if (Credentials::load()->state() !== ConnectionState::Verifying) {
            return;
        }
        $lock = Lock::wait_for(__FILE__);
        try {
            $credentials = Credentials::fresh();
            $address = EdgeAddress::parse($credentials->url);
            if ($credentials->state() === ConnectionState::Verifying && $address !== null) {
                $this->ask($credentials, $address, $timeout);
            }
        } finally {
            $lock?->release();
        }
    }

    /** Leaves the Worker, which deletes what it has of the site. A key that could not be given back is kept for later. */
    public function end(float $timeout): void
    {
        $credentials = Credentials::fresh();
        $key = $credentials->key();
        $isOurs = $key !== null && $credentials->home === Home::url();
        if (!$isOurs || $this->is_gone($key, $timeout)) {
            Credentials::forget();
        } else {
            $credentials->left()->save();
        }
        do_action('dynamic_cache_edge_changed');
    }

    private function ask(Credentials $credentials, EdgeAddress $address, float $timeout): void
    {
        $call = new Call('GET', "/api/plugin/live/register/{$credentials->siteId}", '', $timeout);
        try {
            $answer = $this->client->bearer($address, self::bootstrap_secret(), $call);
        } catch (RefusedByEdge $refusal) {
            $refusal->status === 404
                ? $this->again($credentials, $refusal->error, $timeout)
                : $credentials->with_error($refusal->getMessage())->save();

            return;
        } catch (UnableToReachEdge $failure) {
            $credentials->with_error($failure->getMessage())->save();

            return;
        }
        $status = $answer['status'] ?? null;
        $kid = $answer['kid'] ?? null;
        $secret = $answer['secret'] ?? null;
        if ($status === 'active' && self::is_key($kid, $secret)) {
            $credentials->activated($kid, $secret)->save();
            do_action('dynamic_cache_edge_changed');
        } elseif ($status === 'active' && Credentials::fresh()->state === ConnectionState::Verifying) {
            // Told before, and no other web head has kept it: lost on its way.
            $this->again($credentials, 'secret_was_told_before', $timeout);
        } elseif ($status === 'failed') {
            $error = $answer['error'] ?? null;
            $this->again($credentials, is_string($error) ? substr($error, 0, 100) : 'failed', $timeout);
        }
    }

    private function again(Credentials $credentials, string $error, float $timeout): void
    {
        if ($credentials->tries < self::MAX_TRIES) {
            $this->begin($credentials->url, $timeout);
        } else {
            $credentials->failed($credentials->url, $error, ($this->now)())->save();
        }
    }

    private function is_gone(EdgeKey $key, float $timeout): bool
    {
        try {
            $this->client->signed($key, new Call('DELETE', '/api/plugin/site', '', $timeout, wp_generate_uuid4()));

            return true;
        } catch (RefusedByEdge $refusal) {
            // A Worker that does not know this key has nothing of the site either.
            return in_array($refusal->status, [403, 404], true) || $refusal->error === 'signature_mismatch';
        } catch (UnableToReachEdge) {
            return false;
        }
    }

    /**
     * Whether both parts of a key have their form.
     *
     * @phpstan-assert-if-true string $kid
     * @phpstan-assert-if-true string $secret
     */
    public static function is_key(mixed $kid, mixed $secret): bool
    {
        return is_string($kid) && preg_match('/^[A-Za-z0-9_-]{1,64}$/D', $kid) === 1
            && is_string($secret) && preg_match('/^[A-Za-z0-9_-]{43}$/D', $secret) === 1;
    }

    private static function introduction(): string
    {
        $url = Home::url();
        $name = mb_substr(wp_specialchars_decode(get_bloginfo('name'), ENT_QUOTES), 0, self::MAX_NAME);

        return (string) wp_json_encode(
            ['site_url' => $url, 'name' => $name === '' ? $url : $name, 'capabilities' => ['cache']] + EdgeConfig::password(SettingsRepository::of_site()->all()->edge),
            JSON_UNESCAPED_SLASHES,
        );
    }

    private static function bootstrap_secret(): string
    {
        $secret = defined(self::SECRET) ? constant(self::SECRET) : getenv(self::SECRET);

        return is_string($secret) ? $secret : '';
    }
}
