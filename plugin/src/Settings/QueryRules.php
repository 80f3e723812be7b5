<?php

/** Which query parameters are part of the cache key. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class QueryRules
{
    /**
     * @param 'ignore-list'|'allow-list' $mode
     * @param list<string> $ignore names, `*` at the end
     * @param list<string> $allow names, `*` at the end
     */
    public function __construct(
        public readonly string $mode,
        public readonly array $ignore,
        public readonly array $allow,
    ) {}

    public static function from(Document $query): self
    {
        $mode = $query->text('mode') === 'allow-list' ? 'allow-list' : 'ignore-list';

        return new self($mode, $query->texts('ignore'), $query->texts('allow'));
    }

    /** @return array{mode: 'ignore-list'|'allow-list', ignore: list<string>, allow: list<string>} */
    public function to_array(): array
    {
        return ['mode' => $this->mode, 'ignore' => $this->ignore, 'allow' => $this->allow];
    }
}
