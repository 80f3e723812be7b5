<?php

/** What a pattern would match here, by the engine's own rule, and what is probably not meant by it. Pure. */

declare(strict_types=1);

namespace DynamicCache\Findings\Preview;

use DynamicCache\Engine\Patterns;

final class Preview
{
    private const EXAMPLES = 20;

    /** Texts that nothing but a pattern for everything has in common. */
    private const ANYTHING = ['/', '/zq7x/9kvw3/', '/Jb/0'];
    private const ANY_NAME = ['zq7x-9kvw3', 'J_b 0', '8'];

    /** @param list<Candidate> $candidates */
    public function __construct(
        private readonly PatternField $field,
        private readonly string $pattern,
        private readonly array $candidates,
    ) {}

    /** @return array{checked: int, matched: int, examples: list<array{value: string, label: string}>, note: string} */
    public function to_array(): array
    {
        $matches = $this->matching($this->pattern);

        return [
            'checked' => count($this->candidates),
            'matched' => count($matches),
            'examples' => array_map(static fn(Candidate $candidate): array => $candidate->to_array(), array_slice($matches, 0, self::EXAMPLES)),
            'note' => $this->note($matches),
        ];
    }

    /** @return list<Candidate> */
    private function matching(string $pattern): array
    {
        return array_values(array_filter(
            $this->candidates,
            static fn(Candidate $candidate): bool => Patterns::match([$pattern], $candidate->value),
        ));
    }

    /** @param list<Candidate> $matches */
    private function note(array $matches): string
    {
        if ($this->is_everything()) {
            return $this->everything();
        }
        $critical = array_values(array_filter($matches, static fn(Candidate $candidate): bool => $candidate->isCritical));
        if ($critical !== []) {
            $note = $this->critical($critical[0]);
            if ($note !== '') {
                return $note;
            }
        }

        return $matches === [] ? $this->nothing() : '';
    }

    private function is_everything(): bool
    {
        foreach ($this->field === PatternField::Paths ? self::ANYTHING : self::ANY_NAME as $text) {
            if (!Patterns::match([$this->pattern], $text)) {
                return false;
            }
        }

        return true;
    }

    private function everything(): string
    {
        return match ($this->field) {
            PatternField::Paths, PatternField::UserAgents => __('This matches everything: no page would be cached any more.', 'ai-wp-dynamic-cache'),
            PatternField::Cookies => __('This matches every cookie: only visitors without any cookie would get cached pages.', 'ai-wp-dynamic-cache'),
            PatternField::Queries => __('This matches every parameter: no address with a question mark would be cached.', 'ai-wp-dynamic-cache'),
            PatternField::Ignore => __('This matches every parameter: searches and pages of a list would all show the same page.', 'ai-wp-dynamic-cache'),
            PatternField::Allow => __('This matches every parameter: anybody could fill the cache with addresses that they make up.', 'ai-wp-dynamic-cache'),
        };
    }

    private function critical(Candidate $candidate): string
    {
        return match ($this->field) {
            /* translators: %s: name of a query parameter */
            PatternField::Ignore => sprintf(__('WordPress or the shop shows another page for another %s: if it is ignored, visitors get the wrong one.', 'ai-wp-dynamic-cache'), $candidate->value),
            /* translators: %s: name of a cookie */
            PatternField::Cookies => sprintf(__('Nearly every visitor has %s: they would get no cached pages.', 'ai-wp-dynamic-cache'), $candidate->value),
            default => '',
        };
    }

    /** Whole texts are compared: where a `*` is what is missing, that is said. */
    private function nothing(): string
    {
        if ($this->field === PatternField::Paths && !in_array($this->pattern[0], ['/', '*'], true)) {
            return __('A path begins with a slash, so this matches nothing.', 'ai-wp-dynamic-cache');
        }
        if ($this->field === PatternField::Paths && str_contains($this->pattern, '?')) {
            return __('What follows the question mark of an address is not part of its path: exclude the parameter instead.', 'ai-wp-dynamic-cache');
        }
        foreach (["{$this->pattern}/", "{$this->pattern}*", "*{$this->pattern}*"] as $wider) {
            $count = count($this->matching($wider));
            if ($count > 0) {
                /* translators: 1: a pattern, 2: number of matches */
                return sprintf(_n('The whole text is compared; %1$s would match %2$d here.', 'The whole text is compared; %1$s would match %2$d here.', $count, 'ai-wp-dynamic-cache'), $wider, $count);
            }
        }

        return '';
    }
}
