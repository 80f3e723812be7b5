<?php

/** A must-use plugin of a peer's site: notes every visit that WordPress renders, so that it is seen who caches at all. */

declare(strict_types=1);

add_action('template_redirect', static function (): void {
    file_put_contents(ABSPATH . 'bench-renders', '.', FILE_APPEND);
}, -1000, 0);
