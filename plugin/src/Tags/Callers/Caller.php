<?php

/**
 * Who asked core for something: the functions of core between a tap and the first code that is not core's. What core
 * shows of an object passes the display filters; only an object that is handed out to other code can show anything.
 * Asked a thousand times in a render: names are put together for those alone who want them.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Callers;

final class Caller
{
    /** How the names of the taps begin, which ask these questions. */
    private const OURS = 'DynamicCache\Tags';

    /** How deep the asker of an object can lie. */
    private const FRAMES = 32;

    /** So deep it lies mostly. */
    private const NEAR = 9;

    /** So deep lies what core itself reads a post for. */
    private const NEXT = 7;

    /** As NEAR, with the functions of core before it. */
    private const USUAL = 14;

    /** Not askers: how hooks call. */
    private const MACHINERY = ['apply_filters' => true, 'apply_filters_ref_array' => true, 'do_action' => true, 'do_action_ref_array' => true, 'call_user_func' => true, 'call_user_func_array' => true, 'WP_Hook::apply_filters' => true, 'WP_Hook::do_action' => true];

    /** @var array<string, true> files of core: what CoreCode says, without a call; '' is what PHP itself calls */
    private static array $core = ['' => true];

    /** Of the latest of these questions. */
    private static string $outside = '';

    /** @var list<string>|null */
    private ?array $names = null;

    /** @param list<array{function: string, class?: string, file?: string, line?: int}> $frames innermost first, up to the first that is not core's */
    private function __construct(
        private readonly array $frames,
        public readonly bool $isForeign,
    ) {}

    /**
     * Of the tap that asks this. What renders a block is not asked for what its code reads: nothing beyond the innermost
     * block is looked at.
     *
     * @param array<string, true> $ends functions of core: whoever is behind the innermost of them does not count, it stands for core by itself
     */
    public static function now(array $ends = []): self
    {
        self::$outside = '';
        $frames = [];
        $from = 1;
        foreach ($ends === [] ? [self::USUAL, self::FRAMES] : [self::NEAR, self::USUAL, self::FRAMES] as $limit) {
            $frames = debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS, $limit);
            $count = count($frames);
            for (; $from < $count; $from++) {
                $frame = $frames[$from];
                if ($frame['function'] === 'render' && ($frame['class'] ?? '') === 'WP_Block') {
                    return new self(array_slice($frames, 0, $from), false);
                }
                if (!isset(self::$core[$frame['file'] ?? '']) && self::is_foreign($frame)) {
                    self::$outside = $frame['file'] ?? '';

                    return new self(array_slice($frames, 0, $from + 1), true);
                }
                if (isset($ends[$frame['function']])) {
                    return new self(array_slice($frames, 0, $from + 1), false);
                }
            }
            if ($count < $limit) {
                break;
            }
        }

        return new self($frames, false);
    }

    /**
     * Which of these functions the tap that asks this sees an object leave core through; '' for none. None of them renders
     * blocks, so that nothing beyond the innermost block has to be looked at.
     *
     * @param array<string, mixed> $functions as entry() names them => anything but null
     * @param array<string, true> $others functions of core: what they read is for themselves, unless they are asked for too and called from outside
     */
    public static function leaves_by(array $functions, array $others = []): string
    {
        self::$outside = '';
        $at = 1;
        foreach ([self::NEXT, self::USUAL, self::FRAMES] as $limit) {
            $frames = debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS, $limit);
            $count = count($frames);
            for (; $at < $count; $at++) {
                $frame = $frames[$at];
                $function = $frame['function'];
                if ($function === 'render' && ($frame['class'] ?? '') === 'WP_Block') {
                    return '';
                }
                if (!isset(self::$core[$frame['file'] ?? '']) && self::is_foreign($frame)) {
                    self::$outside = $frame['file'] ?? '';
                    $entry = self::entry_of($frames, $at);

                    return isset($functions[$entry]) ? $entry : '';
                }
                if (isset($others[$function])) {
                    return '';
                }
            }
            if ($count < $limit) {
                return '';
            }
        }

        return '';
    }

    /**
     * The innermost of these functions between the tap that asks this and the first code that is not core's; '' for none.
     * None of them renders blocks either.
     *
     * @param array<string, mixed> $functions `function` or `Class::function` => anything but null
     * @param int $near so deep it lies mostly, in frames
     */
    public static function innermost(array $functions, int $near = self::NEAR): string
    {
        self::$outside = '';
        $from = 1;
        foreach ([$near, self::FRAMES] as $limit) {
            $frames = debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS, $limit);
            $count = count($frames);
            for (; $from < $count; $from++) {
                $frame = $frames[$from];
                $name = isset($frame['class']) ? "{$frame['class']}::{$frame['function']}" : $frame['function'];
                if (isset($functions[$name])) {
                    return $name;
                }
                if ($name === 'WP_Block::render') {
                    return '';
                }
                if (!isset(self::$core[$frame['file'] ?? '']) && self::is_foreign($frame)) {
                    self::$outside = $frame['file'] ?? '';

                    return '';
                }
            }
            if ($count < $limit) {
                return '';
            }
        }

        return '';
    }

    /** The file of the code outside of core that now(), leaves_by() or innermost() came to last; '' where it came to none. */
    public static function outside(): string
    {
        return self::$outside;
    }

    /** What the innermost function of this name was called with, at a place of its parameters; null: nothing, or it is not there. */
    public static function argument(string $function, int $place): mixed
    {
        foreach ([self::USUAL, self::FRAMES] as $limit) {
            $frames = debug_backtrace(0, $limit);
            foreach ($frames as $frame) {
                if ($frame['function'] === $function) {
                    return $frame['args'][$place] ?? null;
                }
            }
            if (count($frames) < $limit) {
                return null;
            }
        }

        return null;
    }

    /**
     * The function that called the innermost one of this name, if that call stands in core; else ''.
     *
     * @param int $limit how many frames are looked at
     */
    public static function of(string $function, int $limit): string
    {
        $frames = debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS, $limit);
        foreach ($frames as $at => $frame) {
            if ($frame['function'] === $function) {
                $isOfCore = isset(self::$core[$frame['file'] ?? '']) || CoreCode::holds($frame['file'] ?? '');

                return $isOfCore && isset($frames[$at + 1]) ? self::name($frames[$at + 1]) : '';
            }
        }

        return '';
    }

    /** The function of core that other code called; '' when core works by itself. */
    public function entry(): string
    {
        return $this->isForeign ? self::entry_of($this->frames, count($this->frames) - 1) : '';
    }

    /** @param array<string, true> $functions */
    public function passes_one_of(array $functions): bool
    {
        return $this->first_of($functions) !== '';
    }

    /**
     * The innermost of these functions; '' for none.
     *
     * @param array<string, true> $functions
     */
    public function first_of(array $functions): string
    {
        foreach ($this->names ??= array_map(self::name(...), $this->frames) as $name) {
            if (isset($functions[$name])) {
                return $name;
            }
        }

        return '';
    }

    /**
     * Whether what is not known to be core's calls from outside. Calls of ours are none of what is looked for.
     *
     * @param array{function: string, class?: string, file?: string, line?: int} $frame
     */
    private static function is_foreign(array $frame): bool
    {
        $file = $frame['file'] ?? '';
        if (CoreCode::holds($file)) {
            self::$core[$file] = true;

            return false;
        }

        return !str_starts_with($frame['class'] ?? '', self::OURS);
    }

    /** @param list<array{function: string, class?: string, file?: string, line?: int}> $frames */
    private static function entry_of(array $frames, int $at): string
    {
        for (; $at >= 0; $at--) {
            $name = self::name($frames[$at]);
            if (!isset(self::MACHINERY[$name])) {
                return str_starts_with($name, self::OURS) ? '' : $name;
            }
        }

        return '';
    }

    /** @param array{function: string, class?: string, file?: string, line?: int} $frame */
    private static function name(array $frame): string
    {
        return isset($frame['class']) ? "{$frame['class']}::{$frame['function']}" : $frame['function'];
    }
}
