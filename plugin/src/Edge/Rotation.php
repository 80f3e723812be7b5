<?php

/**
 * Replaces the site's key while everything goes on: the Worker makes another one beside it, the site takes it into use,
 * and the Worker gives up the former one. An answer that is lost at any step leaves a key that works on both sides; the
 * last step is repeated by cron. contracts/src/registration.ts (`KeyRequest`) has the two calls.
 */

declare(strict_types=1);

namespace DynamicCache\Edge;

use DynamicCache\Install\Lock;

final class Rotation
{
    public function __construct(private readonly EdgeClient $client) {}

    /**
     * @return string empty when the new key is in use; else the word for why it is not
     */
    public function run(float $timeout): string
    {
        // Two at a time would each make the other's key void.
        $lock = Lock::wait_for(__FILE__);
        try {
            Credentials::fresh();
            $key = Credentials::load()->usable_key();

            return $key === null ? Trouble::KeyNotReplaced->value : $this->replace($key, $timeout);
        } finally {
            $lock?->release();
        }
    }

    /** Has the former key given up, where that is still to do. */
    public function finish(float $timeout): void
    {
        $credentials = Credentials::load();
        $key = $credentials->isReplacing ? $credentials->usable_key() : null;
        if ($key === null) {
            return;
        }
        try {
            $this->client->signed($key, self::call('/api/plugin/key/retire', $key, $timeout));
            Credentials::fresh()->settled()->save();
        } catch (RefusedByEdge $refusal) {
            // A Worker of before knows no such call, and no other key either.
            if ($refusal->status === 404) {
                Credentials::fresh()->settled()->save();
            }
        } catch (UnableToReachEdge) {
            // Cron comes back to it; until then both keys are good.
            return;
        }
    }

    private function replace(EdgeKey $key, float $timeout): string
    {
        try {
            $answer = $this->client->signed($key, self::call('/api/plugin/key', $key, $timeout));
        } catch (EdgeFailure $failure) {
            return $failure->getMessage();
        }
        $kid = $answer['kid'] ?? null;
        $secret = $answer['secret'] ?? null;
        if (!Registration::is_key($kid, $secret)) {
            return Trouble::KeyNotReplaced->value;
        }
        $told = Told::load();
        Credentials::load()->rotated($kid, $secret)->save();
        $told->under($kid)->save();
        do_action('dynamic_cache_edge_key_changed');
        $this->finish($timeout);

        return '';
    }

    private static function call(string $target, EdgeKey $key, float $timeout): Call
    {
        $body = (string) wp_json_encode(['site_id' => $key->siteId]);

        return new Call('POST', $target, $body, $timeout, wp_generate_uuid4());
    }
}
