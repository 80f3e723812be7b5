<?php

/** `wp dynamic-cache settings preview`: what a pattern would match, before it is saved. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Findings\Preview\PatternField;
use DynamicCache\Findings\Preview\Preview;
use DynamicCache\Settings\JsonSchema;

final class PreviewCommand
{
    public function __construct(private readonly Terminal $terminal) {}

    /**
     * Says what a pattern would match on this site. Changes nothing.
     *
     * ## OPTIONS
     *
     * <path>
     * : The setting that the pattern is for: exclude.paths, exclude.queries, exclude.cookies, exclude.user_agents,
     * query.ignore or query.allow.
     *
     * <pattern>
     * : Such as '/shop/*'; `*` stands for any text.
     *
     * [--format=<format>]
     * : How to print it.
     * ---
     * default: table
     * options:
     *   - table
     *   - json
     *   - yaml
     * ---
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache settings preview exclude.paths '/shop/*'
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function preview(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $asked = (object) ['field' => $arguments[0] ?? '', 'pattern' => $arguments[1] ?? ''];
        $errors = JsonSchema::shipped('pattern-preview')->errors($asked);
        $field = PatternField::tryFrom($asked->field);
        if ($errors !== [] || $field === null) {
            $this->terminal->refuse(
                __('Nothing can be said about this pattern.', 'ai-wp-dynamic-cache'),
                ...array_map(static fn(\DynamicCache\Settings\FieldError $error): string => "{$error->path}: {$error->message}", $errors),
            );
        }
        $found = (new Preview($field, $asked->pattern, $field->candidates()))->to_array();
        $format = Terminal::format($options);
        if ($format !== 'table') {
            $this->terminal->value($found, $format);

            return;
        }
        $this->terminal->rows($found['examples'], ['value', 'label'], 'table');
        /* translators: 1: number of matches, 2: number of things that were looked at */
        $this->terminal->say(sprintf(_n('%1$d of %2$d matches.', '%1$d of %2$d match.', $found['matched'], 'ai-wp-dynamic-cache'), $found['matched'], $found['checked']));
        if ($found['note'] !== '') {
            $this->terminal->warn($found['note']);
        }
    }
}
