<?php

/**
 * Nonces of an anonymous page. The default theme makes three or four on every page and prints none, so that only a
 * value found in the output ends the page's life with its nonce tick. The output is read through a buffer of our own
 * inside the recorder's, which hands it on unchanged.
 */

declare(strict_types=1);

namespace DynamicCache\Tags;

final class NonceTaps
{
    /** @var array<array-key, true> a numeric name became an integer */
    private array $actions = [];

    private bool $isReading = false;

    public function __construct(private readonly PageTags $page) {}

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

    private function read(string $output): string
    {
        $this->isReading = true;
        foreach (array_map(strval(...), array_keys($this->actions)) as $action) {
            if (str_contains($output, wp_create_nonce($action))) {
                $life = apply_filters('nonce_life', 86_400, $action);
                $half = (is_numeric($life) ? (int) $life : 86_400) / 2;
                // A nonce holds through the tick after its own: whoever gets the page last still has half its life.
                $this->page->expire_at((int) ((int) wp_nonce_tick($action) * $half));
            }
        }
        $this->isReading = false;

        return $output;
    }
}
