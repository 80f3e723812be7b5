<?php

/**
 * The actions whose nonces one stored page shows, as a token that the page carries: whoever has the page may ask for
 * these nonces anew, and for no others. Signed rather than kept, so that it outlives a purge and works from every copy.
 */

declare(strict_types=1);

namespace DynamicCache\Nonces;

final class RecordedActions
{
    /** Longest token; a page with more to say gets none, and lives no longer than its nonces anyway. */
    public const MAX_BYTES = 4096;

    private const MAX_ACTIONS = 50;

    /** Seconds after its tick in which a page may still be open somewhere. */
    private const MAX_AGE = 31 * 86_400;

    /**
     * @param list<string> $actions
     * @param int $until Unix seconds: end of the tick in which the page was rendered
     */
    public function __construct(public readonly array $actions, public readonly int $until) {}

    /**
     * `until/mac/payload`: the same page gives the same token until its nonces change.
     *
     * @return string|null null when the actions do not fit, or are no text
     */
    public function token(string $key): ?string
    {
        $actions = json_encode($this->actions, JSON_UNESCAPED_SLASHES);
        if ($actions === false || $this->actions === [] || count($this->actions) > self::MAX_ACTIONS) {
            return null;
        }
        $payload = rtrim(strtr(base64_encode($actions), '+/', '-_'), '=');
        $token = "{$this->until}/" . self::mac($this->until, $payload, $key) . "/{$payload}";

        return strlen($token) > self::MAX_BYTES ? null : $token;
    }

    /**
     * Reads a token back.
     *
     * @param int $now Unix seconds
     *
     * @return self|null null for one that this site has not signed, or too long ago
     */
    public static function of_token(string $token, string $key, int $now): ?self
    {
        $isToken = strlen($token) <= self::MAX_BYTES
            && preg_match('~^([0-9]{1,12})/([0-9a-f]{64})/([A-Za-z0-9_-]+)$~D', $token, $match) === 1;
        if (!$isToken || !hash_equals(self::mac((int) $match[1], $match[3], $key), $match[2])) {
            return null;
        }
        $actions = json_decode((string) base64_decode(strtr($match[3], '-_', '+/'), true), true);
        $isFresh = $now < (int) $match[1] + self::MAX_AGE;

        return is_array($actions) && $isFresh ? new self(array_values(array_filter($actions, is_string(...))), (int) $match[1]) : null;
    }

    private static function mac(int $until, string $payload, string $key): string
    {
        return hash_hmac('sha256', "{$until}/{$payload}", $key);
    }
}
