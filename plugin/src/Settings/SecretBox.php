<?php

/**
 * Secrets at rest: `enc:v1:` and the base64 of nonce and ciphertext (XSalsa20-Poly1305, libsodium's secretbox).
 * The key comes from the salts of wp-config.php, so that a copy of the database alone opens nothing, and it differs
 * for each site of a network and each purpose, so that an envelope moved to another place does not open there.
 */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class SecretBox
{
    private const PREFIX = 'enc:v1:';

    /**
     * @param \Closure(): string $saltText asked late: wp_salt() does not exist before plugins have loaded
     * @param \Closure(): string $site asked late: switch_to_blog() changes it
     */
    public function __construct(private readonly \Closure $saltText, private readonly \Closure $site) {}

    /** The box of the current site. */
    public static function of_site(): self
    {
        return new self(
            static fn(): string => function_exists('wp_salt') ? wp_salt('auth') : '',
            static fn(): string => (string) get_current_blog_id(),
        );
    }

    /** Closes a secret; each call gives another envelope. `$purpose` names the place it belongs to. */
    public function seal(string $secret, string $purpose): string
    {
        $nonce = random_bytes(SODIUM_CRYPTO_SECRETBOX_NONCEBYTES);

        return self::PREFIX . base64_encode($nonce . sodium_crypto_secretbox($secret, $nonce, $this->key($purpose)));
    }

    /** @throws UnableToOpenSecret */
    public function open(string $envelope, string $purpose): string
    {
        $bytes = str_starts_with($envelope, self::PREFIX)
            ? base64_decode(substr($envelope, strlen(self::PREFIX)), true)
            : false;
        if ($bytes === false || strlen($bytes) < SODIUM_CRYPTO_SECRETBOX_NONCEBYTES + SODIUM_CRYPTO_SECRETBOX_MACBYTES) {
            throw new UnableToOpenSecret("The secret of {$purpose} is not an envelope");
        }
        $nonce = substr($bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES);
        $closed = substr($bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES);
        $secret = sodium_crypto_secretbox_open($closed, $nonce, $this->key($purpose));
        if ($secret === false) {
            throw new UnableToOpenSecret("The secret of {$purpose} does not open under this site's salts");
        }

        return $secret;
    }

    private function key(string $purpose): string
    {
        $salt = ($this->saltText)();
        if ($salt === '') {
            throw new UnableToOpenSecret('WordPress has no salts at this point of the request');
        }

        return hash_hkdf(
            'sha256',
            $salt,
            SODIUM_CRYPTO_SECRETBOX_KEYBYTES,
            'dynamic-cache/v1/secret-box/' . ($this->site)() . '/' . $purpose,
        );
    }
}
