<?php

/** How far a tree has followed the purge log, and under which settings its pages were rendered. Pure. */

declare(strict_types=1);

namespace DynamicCache\Direct;

final class TreeState
{
    private const GUARD = "<?php exit; ?>\n";

    /**
     * @param string $epoch of the purge log
     * @param int $position in the purge log up to which links were removed
     * @param string $revision of the settings, 16 hex digits
     */
    public function __construct(
        public readonly string $epoch,
        public readonly int $position,
        public readonly string $revision,
    ) {}

    public static function parse(string $text): ?self
    {
        return preg_match('/^([0-9a-f]{32}) ([0-9]{1,18}) ([0-9a-f]{16})$/D', substr($text, strlen(self::GUARD)), $match) === 1
            && str_starts_with($text, self::GUARD)
            ? new self($match[1], (int) $match[2], $match[3])
            : null;
    }

    public function text(): string
    {
        return self::GUARD . "{$this->epoch} {$this->position} {$this->revision}";
    }

    public function at(int $position): self
    {
        return new self($this->epoch, $position, $this->revision);
    }
}
