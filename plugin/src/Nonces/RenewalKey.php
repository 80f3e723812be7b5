<?php

/** Signs the tokens of one site; goes with the salts, as the nonces themselves do. */

declare(strict_types=1);

namespace DynamicCache\Nonces;

final class RenewalKey
{
    private const INFO = 'dynamic-cache/v1/nonces';

    /** 32 bytes. */
    public static function of_site(): string
    {
        return hash_hkdf('sha256', wp_salt('nonce'), 32, self::INFO, 'site ' . get_current_blog_id());
    }
}
