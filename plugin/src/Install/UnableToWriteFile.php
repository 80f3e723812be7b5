<?php

declare(strict_types=1);

namespace DynamicCache\Install;

final class UnableToWriteFile extends \RuntimeException implements InstallFailure
{
    private function __construct(private readonly string $path, string $message)
    {
        parent::__construct($message);
    }

    public static function at(string $path, string $why): self
    {
        return new self($path, "Unable to write {$path}: {$why}");
    }

    public function code_word(): string
    {
        return 'unable_to_write';
    }

    public function path(): string
    {
        return $this->path;
    }
}
