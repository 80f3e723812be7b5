<?php

/** Marker of what keeps the plugin from putting its files in place; each knows the path that was in the way. */

declare(strict_types=1);

namespace DynamicCache\Install;

interface InstallFailure extends \Throwable
{
    /** One word for code that branches: `unable_to_write`. */
    public function code_word(): string;

    public function path(): string;

    /** The lines that a person can put at that path instead; empty when that does not help. */
    public function by_hand(): string;
}
