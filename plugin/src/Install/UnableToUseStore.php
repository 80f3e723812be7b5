<?php

/** The pages cannot be kept where the settings say. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class UnableToUseStore extends \RuntimeException implements InstallFailure
{
    public static function without_host(): self
    {
        return new self(__('Enter the host of Redis, or choose a strategy that keeps the pages on disk.', 'ai-wp-dynamic-cache'));
    }

    public static function because(string $why, \Throwable $failure): self
    {
        /* translators: %s: what Redis or the file system answered */
        return new self(sprintf(__('The pages cannot be kept there: %s', 'ai-wp-dynamic-cache'), $why), 0, $failure);
    }

    public function code_word(): string
    {
        return 'store_unusable';
    }

    public function path(): string
    {
        return '';
    }

    public function by_hand(): string
    {
        return '';
    }
}
