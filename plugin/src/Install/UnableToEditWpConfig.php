<?php

/** wp-config.php is written in a way that must not be changed by a machine. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class UnableToEditWpConfig extends \RuntimeException implements InstallFailure
{
    private string $path = 'wp-config.php';

    private string $byHand = WpConfigText::BY_HAND;

    public static function because(string $why): self
    {
        return new self("Unable to edit wp-config.php: {$why}");
    }

    /** The same failure, told with the file's full path. */
    public function in(string $path): self
    {
        $failure = new self($this->getMessage(), 0, $this);
        $failure->path = $path;
        $failure->byHand = $this->byHand;

        return $failure;
    }

    /** The same failure, with another line that a person can write there instead. */
    public function or_by_hand(string $line): self
    {
        $failure = new self($this->getMessage(), 0, $this);
        $failure->path = $this->path;
        $failure->byHand = $line;

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
        return $this->byHand;
    }
}
