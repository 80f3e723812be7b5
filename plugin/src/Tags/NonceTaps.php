<?php

/**
 * Nonces of an anonymous page. The default theme makes three or four on every page and prints none, so that only a
 * value found in the output ends the page's life with its nonce tick. The output is read through a buffer of our own
 * inside the recorder's.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

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
     */
    public function __construct(private readonly PageTags $page, private readonly ?\Closure $renewal = null) {}

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
        foreach (array_map(strval(...), array_keys($this->actions)) as $action) {
            $nonce = wp_create_nonce($action);
            if (str_contains($output, $nonce)) {
                $this->found($action, $nonce);
            }
        }
        if ($this->printed !== [] && $this->renewal !== null) {
            $output = ($this->renewal)($output, $this->printed, $this->until, $this->tick);
        }
        $this->isReading = false;

        return $output;
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
