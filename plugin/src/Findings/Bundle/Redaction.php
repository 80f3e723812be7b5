<?php

/**
 * Takes out of texts what must not leave the site: values that are known to be secret, in every spelling in which they
 * may have got into a log, and what by its form is a secret or names a person. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Findings\Bundle;

final class Redaction
{
    /** Shorter values would be found in every second word. */
    private const SHORTEST = 6;

    /** What is kept of a match is its first group. */
    private const FORMS = [
        '/(-----BEGIN [A-Z ]*PRIVATE KEY-----).*?(?:-----END [A-Z ]*-----|\z)/s' => '$1[removed]',
        // An application password, as WordPress shows it.
        '/()\b(?:[A-Za-z0-9]{4} ){5}[A-Za-z0-9]{4}\b/' => '$1[removed]',
        '/(enc:v1:)[A-Za-z0-9+\/=]+/' => '$1[removed]',
        '/(\b(?:Set-Cookie|Cookie|Authorization|Proxy-Authorization|X-WP-Nonce|X-Api-Key)\b["\']?\s*(?::|=>|=)\s*)[^\r\n]+/i' => '$1[removed]',
        '/(\b(?:wordpress(?:_logged_in|_sec)?_[0-9a-z]+|wp-postpass_[0-9a-z]+|wp-settings[a-z0-9-]*|comment_author[a-z_]*_[0-9a-z]+|PHPSESSID|wp_woocommerce_session_[0-9a-z]+)=)[^;\s"\'&]+/i' => '$1[removed]',
        '/([?&](?:amp;)?(?:[a-z0-9_.\[\]-]*(?:nonce|key|token|secret|hash|pass|pwd|login|auth|sig|code|session|e-?mail)[a-z0-9_.\[\]-]*)=)[^&\s"\'#<>]+/i' => '$1[removed]',
        '/(\b(?:Bearer|Basic|Digest)\s+)[A-Za-z0-9._~+\/=-]{6,}/' => '$1[removed]',
        '/(\beyJ)[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?/' => '$1[removed]',
        '#(\b[a-z][a-z0-9+.-]*://)[^/\s"\'<>@]+@#i' => '$1[removed]@',
        '/((?:pass(?:word|wd)?|secret|token|nonce|salt|api_?key|private_?key)\b["\']?\s*(?::|=>|=)\s*["\']?)(?!\[removed\])[^\s"\'&,;]+/i' => '$1[removed]',
        // Long, and of all kinds of characters: keys look like that, and nothing else in a log does.
        '/()\b(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*[0-9])[\w-]{40,}/' => '$1[removed]',
        '/()[\p{L}\p{N}._%+-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u' => '$1[e-mail]',
        '/(\b(?:[0-9]{1,3}\.){3})[0-9]{1,3}\b(?!\.)/' => '$1x',
    ];

    /** @var list<string> the longest first: a secret may begin with another one */
    private readonly array $needles;

    /** @param list<string> $secrets */
    public function __construct(#[\SensitiveParameter] array $secrets)
    {
        $needles = [];
        foreach ($secrets as $secret) {
            if (strlen($secret) >= self::SHORTEST) {
                array_push($needles, ...self::spellings($secret));
            }
        }
        $needles = array_values(array_unique($needles));
        usort($needles, static fn(string $a, string $b): int => strlen($b) <=> strlen($a));
        $this->needles = $needles;
    }

    /**
     * A value and everything in it, names of members too.
     *
     * @return array<array-key, mixed>|string|int|float|bool|null
     */
    public function of(mixed $value): array|string|int|float|bool|null
    {
        if ($value instanceof \stdClass) {
            $value = get_object_vars($value);
        }
        if (!is_array($value)) {
            return is_string($value) ? $this->text($value) : (is_scalar($value) ? $value : null);
        }
        $clean = [];
        foreach ($value as $name => $member) {
            $clean[is_string($name) ? $this->text($name) : $name] = $this->of($member);
        }

        return $clean;
    }

    public function text(string $text): string
    {
        $text = mb_scrub($text, 'UTF-8');
        $text = str_ireplace($this->needles, '[removed]', $text);
        foreach (self::FORMS as $form => $rest) {
            // A form that gives up on a text must not let it through.
            $text = preg_replace($form, $rest, $text) ?? '[removed]';
        }

        return $text;
    }

    /** @return list<string> */
    private static function spellings(#[\SensitiveParameter] string $secret): array
    {
        $json = json_encode($secret, JSON_INVALID_UTF8_SUBSTITUTE);

        return [
            $secret,
            rawurlencode($secret),
            urlencode($secret),
            base64_encode($secret),
            rtrim(strtr(base64_encode($secret), '+/', '-_'), '='),
            bin2hex($secret),
            htmlspecialchars($secret, ENT_QUOTES | ENT_SUBSTITUTE),
            addslashes($secret),
            $json === false ? $secret : substr($json, 1, -1),
        ];
    }
}
