<?php

/** Typed access to a decoded JSON object that has passed its schema; another shape is a programming error. */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class Document
{
    public function __construct(private readonly \stdClass $members) {}

    public function bool(string $name): bool
    {
        $value = $this->member($name);

        return is_bool($value) ? $value : throw $this->surprise($name);
    }

    public function int(string $name): int
    {
        $value = $this->member($name);

        return is_int($value) ? $value : throw $this->surprise($name);
    }

    public function int_or_null(string $name): ?int
    {
        return $this->member($name) === null ? null : $this->int($name);
    }

    public function number(string $name): float
    {
        $value = $this->member($name);

        return is_int($value) || is_float($value) ? (float) $value : throw $this->surprise($name);
    }

    public function text(string $name): string
    {
        $value = $this->member($name);

        return is_string($value) ? $value : throw $this->surprise($name);
    }

    /** @return list<string> */
    public function texts(string $name): array
    {
        $value = $this->member($name);
        if (!is_array($value)) {
            throw $this->surprise($name);
        }
        $texts = [];
        foreach ($value as $text) {
            $texts[] = is_string($text) ? $text : throw $this->surprise($name);
        }

        return $texts;
    }

    public function part(string $name): self
    {
        $value = $this->member($name);

        return $value instanceof \stdClass ? new self($value) : throw $this->surprise($name);
    }

    public function part_or_null(string $name): ?self
    {
        return $this->member($name) === null ? null : $this->part($name);
    }

    private function member(string $name): mixed
    {
        return $this->members->{$name} ?? null;
    }

    private function surprise(string $name): \UnexpectedValueException
    {
        return new \UnexpectedValueException("The settings have an unexpected value at {$name}");
    }
}
