<?php

/** Words for why pages were purged that more than one place says; CauseSentence has the sentence for each. */

declare(strict_types=1);

namespace DynamicCache\Purge;

final class Cause
{
    /** Somebody let pages expire by hand. */
    public const SOFT = 'manual-soft';

    /** The files of a plugin or of the theme are others. */
    public const CODE = 'code changed';

    /** The database is older than the stored pages. */
    public const RESTORED = 'database-restored';

    /** WordPress ran without the plugin. */
    public const TIME_AWAY = 'without-plugin';

    /** What a plugin keeps in the object cache is another thing now. */
    public const KEPT = 'object-cache';

    /** Something changed while the cache folder could not be written. */
    public const OUT_OF_REACH = 'store-unreachable';

    /** A check found a stored page that was not what WordPress renders. */
    public const PROOF = 'proof';

    /** Shadow mode begins. */
    public const SHADOW = 'shadow';

    private function __construct() {}
}
