<?php

/** What is wrong with one member of a document, and where: `ttl.page`, `exclude.paths.3`. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class FieldError
{
    public function __construct(public readonly string $path, public readonly string $message) {}

    /** @return array{path: string, message: string} */
    public function to_array(): array
    {
        return ['path' => $this->path, 'message' => $this->message];
    }
}
