<?php

declare(strict_types=1);

namespace DynamicCache\Settings;

final class InvalidSettings extends \RuntimeException implements SettingsFailure
{
    /** @param non-empty-list<FieldError> $errors */
    public function __construct(public readonly array $errors)
    {
        parent::__construct('Invalid settings: ' . implode(', ', array_map(
            static fn(FieldError $error): string => $error->path,
            $errors,
        )));
    }
}
