<?php

/**
 * What the short way (Engine\Express) sees of a store: one page, and whether it may still be sent by its seal. A glance that
 * is not certain of anything is none; the long way asks the PageStore.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

interface Glance
{
    /** The word of the settings for this kind of store. */
    public function store(): string;

    public function page(): ReadyPage;

    /** The seal that was found with the page; null when there is none that belongs to it. */
    public function found_seal(): ?Seal;

    /** Names the state of the settings file, Seal::SETTINGS bytes. */
    public function settings(): string;

    /** Of the purge log, so that nothing which is said behind it can be missing in a page that carries it in its seal. */
    public function position(): int;

    /** The bytes of one representation; null when they are not what was stored, or not at hand. */
    public function body(bool $isGzip): ?string;

    /** Whether nothing was said in the purge log since; asked when all bytes are there. */
    public function is_current(): bool;

    /** Keeps a seal with the page, if that is still the same. When that fails, nothing is lost. */
    public function seal(Seal $seal): void;
}
