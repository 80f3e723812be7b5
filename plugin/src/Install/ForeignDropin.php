<?php

/** Another plugin's advanced-cache.php is there, and the owner has not agreed to replace it. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class ForeignDropin extends \RuntimeException implements InstallFailure
{
    public function __construct(private readonly string $path)
    {
        parent::__construct("Another plugin's drop-in is at {$path}");
    }

    public function code_word(): string
    {
        return 'foreign_dropin';
    }

    public function path(): string
    {
        return $this->path;
    }

    public function by_hand(): string
    {
        return '';
    }
}
