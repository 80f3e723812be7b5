<?php

/**
 * What the short way (Engine\Express) saw in a store where it found no page to send: enough to seal the page, once the long
 * way has come to it as a hit. A page that can be sent is a SealedPage instead, and needs no glance.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

interface Glance
{
    /** The word of the settings for this kind of store. */
    public function store(): string;

    /** Names the state of the settings file, Seal::SETTINGS bytes. */
    public function settings(): string;

    /** Of the purge log, so that nothing which is said behind it can be missing in a page that carries it in its seal. */
    public function position(): int;

    /** Keeps a seal with the page, if that is still the same. When that fails, nothing is lost. */
    public function seal(Seal $seal): void;
}
