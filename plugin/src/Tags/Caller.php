<?php

/**
 * Who asked core for something: the functions of core between a tap and the first code that is not core's. What core
 * shows of an object passes the display filters; only an object that is handed out to other code can show anything.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class Caller
{
    /** How deep the asker of an object can lie. */
    private const FRAMES = 32;

    /** Not askers: how hooks call. */
    private const MACHINERY = ['apply_filters', 'apply_filters_ref_array', 'do_action', 'do_action_ref_array', 'call_user_func', 'call_user_func_array', 'WP_Hook::apply_filters', 'WP_Hook::do_action'];

    /** @param list<string> $chain `function` or `Class::function`, innermost first */
    private function __construct(
        public readonly array $chain,
        public readonly bool $isForeign,
    ) {}

    /** Of the tap that asks this. */
    public static function now(): self
    {
        $chain = [];
        foreach (debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS, self::FRAMES) as $frame) {
            $name = (isset($frame['class']) ? $frame['class'] . '::' : '') . $frame['function'];
            if (str_starts_with($name, __NAMESPACE__)) {
                continue;
            }
            if (!in_array($name, self::MACHINERY, true)) {
                $chain[] = $name;
            }
            if (isset($frame['file']) && !CoreCode::holds($frame['file'])) {
                return new self($chain, true);
            }
        }

        return new self($chain, false);
    }

    /** The function of core that other code called; '' when core works by itself. */
    public function entry(): string
    {
        return $this->isForeign && $this->chain !== [] ? $this->chain[count($this->chain) - 1] : '';
    }

    public function passes(string ...$functions): bool
    {
        return array_intersect($functions, $this->chain) !== [];
    }
}
