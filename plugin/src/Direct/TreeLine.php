<?php

/**
 * A page in the tree as one line of its index: what a purge needs to find its links, and what the sweep needs to judge it.
 * `NAME\tBODY\tPOSITION\tEXPIRES\tHASH,HASH…`. Pure.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Store\TagHash;

final class TreeLine
{
    private const PATTERN = '~^([^\t\n]+)\t([0-9a-f]{16})\t([0-9]{1,18})\t([0-9]{1,18})\t((?:[0-9a-f]{16},)*[0-9a-f]{16})$~D';

    /**
     * @param string $name relative to the folder with the pages
     * @param string $body id of the files with the body, 16 hex digits
     * @param int $position in the purge log up to which the page has been judged
     * @param int $expiresAt Unix seconds
     * @param string $hashes of its tags, with commas
     */
    private function __construct(
        public readonly string $name,
        public readonly string $body,
        public readonly int $position,
        public readonly int $expiresAt,
        private readonly string $hashes,
    ) {}

    /**
     * A page whose body is not written yet.
     *
     * @param list<string> $tags at least one
     */
    public static function of(string $name, int $position, int $expiresAt, array $tags): self
    {
        return new self($name, '', $position, $expiresAt, implode(',', TagHash::all($tags)));
    }

    /** Null when it is no line of this version. */
    public static function parse(string $line): ?self
    {
        return preg_match(self::PATTERN, $line, $match) === 1
            ? new self($match[1], $match[2], (int) $match[3], (int) $match[4], $match[5])
            : null;
    }

    public function text(): string
    {
        return "{$this->name}\t{$this->body}\t{$this->position}\t{$this->expiresAt}\t{$this->hashes}\n";
    }

    /** The same page, known to be right at a later position. */
    public function judged_until(int $position): self
    {
        return new self($this->name, $this->body, $position, $this->expiresAt, $this->hashes);
    }

    /** @param string $body id of the files with the body */
    public function with_body(string $body): self
    {
        return new self($this->name, $body, $this->position, $this->expiresAt, $this->hashes);
    }

    /** @return array<array-key, true> as TagHash::set() */
    public function hashes(): array
    {
        return array_fill_keys(explode(',', $this->hashes), true);
    }
}
