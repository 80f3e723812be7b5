<?php

/**
 * Work that waits until the visitor has the page, where the server can let them go (PHP-FPM, LiteSpeed). Taken in the
 * output callback, done by a function at the end of the script; where PHP skips those (exit in one of them, a visitor who
 * left), by this object's end, which comes before PHP closes.
 */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Afterwards
{
    /** @var (\Closure(): void)|null */
    private ?\Closure $work = null;

    private bool $isOver = false;

    /** False: nobody can be let go, or nothing of the script will run any more. */
    public function is_open(): bool
    {
        return !$this->isOver && Output::can_finish();
    }

    /**
     * Only while it is open.
     *
     * @param \Closure(): void $work throws nothing, prints nothing, and sets no header
     */
    public function take(\Closure $work): void
    {
        // Whoever leaves early has paid for the render all the same.
        ignore_user_abort(true);
        $this->work = $work;
        register_shutdown_function($this->run(...));
    }

    public function __destruct()
    {
        $this->isOver = true;
        $this->run();
    }

    private function run(): void
    {
        $work = $this->work;
        $this->work = null;
        if ($work !== null) {
            Output::finish();
            $work();
        }
    }
}
