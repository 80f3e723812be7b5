<?php

/**
 * Nonces of an anonymous page. The default theme makes three or four on every page and prints none, so that only a
 * value found in the output ends the page's life with its nonce tick. The output is read through a buffer of our own
 * inside the recorder's.
 */

declare(strict_types=1);

namespace DynamicCache\Tags\Render;

use DynamicCache\Tags\Page\PageTags;

final class NonceTaps
{
    /** @var array<array-key, true> a numeric name became an integer */
    private array $actions = [];

    /** @var array<array-key, string> action → value, those that are in the output */
    private array $printed = [];

    private int $until = PHP_INT_MAX;

    private int $tick = PHP_INT_MAX;

    private bool $isReading = false;

    /**
     * @param (\Closure(string, array<array-key, string>, int, int): string)|null $renewal takes the output, its nonces
     *     by action, the end of their first tick and its length in seconds; gives the output with what renews them
     * @param (\Closure(string): void)|null $shown hears what is printed
     */
    public function __construct(private readonly PageTags $page, private readonly ?\Closure $renewal = null, private readonly ?\Closure $shown = null) {}

    public function boot(): void
    {
        add_filter('nonce_user_logged_out', $this->made(...), PHP_INT_MAX, 2);
        ob_start($this->read(...));
    }

    private function made(mixed $user = 0, mixed $action = -1): mixed
    {
        if (!$this->isReading && (is_string($action) || is_int($action))) {
            $this->actions[$action] = true;
        }

        return $user;
    }

    /** Runs for every part that is flushed. */
    private function read(string $output): string
    {
        $this->isReading = true;
        $this->page->columns->show($output);
        $this->shown?->__invoke($output);
        $nonces = [];
        foreach (array_keys($this->actions) as $action) {
            $nonces[$action] = wp_create_nonce((string) $action);
        }
        foreach (self::is_any_in($nonces, $output) ? $nonces : [] as $action => $nonce) {
            if (str_contains($output, $nonce)) {
                $this->found((string) $action, $nonce);
            }
        }
        if ($this->printed !== [] && $this->renewal !== null) {
            $output = ($this->renewal)($output, $this->printed, $this->until, $this->tick);
        }
        $this->isReading = false;

        return $output;
    }

    /**
     * One search for all of them takes less time than one for each, and hardly any page prints one.
     *
     * @param array<array-key, string> $nonces by action
     */
    private static function is_any_in(array $nonces, string $output): bool
    {
        $patterns = array_map(static fn(string $nonce): string => preg_quote($nonce, '/'), $nonces);

        // What PCRE fails at is looked for one by one.
        return $nonces !== [] && preg_match('/' . implode('|', $patterns) . '/', $output) !== 0;
    }

    /** A nonce holds through the tick after its own: whoever gets the page last still has half its life. */
    private function found(string $action, string $nonce): void
    {
        $life = apply_filters('nonce_life', 86_400, $action);
        $half = (is_numeric($life) ? (int) $life : 86_400) / 2;
        $this->printed[$action] = $nonce;
        $this->until = min($this->until, (int) ((int) wp_nonce_tick($action) * $half));
        $this->tick = min($this->tick, (int) $half);
        $this->page->expire_at($this->until);
    }
}
