<?php

/** wp-config.php decides about WP_CACHE in a way that must not be changed by a machine. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class UnableToEditWpConfig extends \RuntimeException implements InstallFailure
{
    private string $path = 'wp-config.php';

    public static function because(string $why): self
    {
        return new self("Unable to switch WP_CACHE on in wp-config.php: {$why}");
    }

    /** The same failure, told with the file's full path. */
    public function in(string $path): self
    {
        $failure = new self($this->getMessage(), 0, $this);
        $failure->path = $path;

        return $failure;
    }

    public function code_word(): string
    {
        return 'unable_to_edit_wp_config';
    }

    public function path(): string
    {
        return $this->path;
    }

    public function by_hand(): string
    {
        return WpConfigText::BY_HAND;
    }
}
