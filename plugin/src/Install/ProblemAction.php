<?php

/** What a button beside a problem does; contracts/src/plugin-api.ts (`ProblemAction`) is the same union. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class ProblemAction
{
    /** @param non-empty-array<string, mixed> $members as they go out */
    private function __construct(private readonly array $members) {}

    /**
     * Saves a merge patch of the settings.
     *
     * @param non-empty-array<string, mixed> $patch
     * @param bool $replaceDropin asks for the consent to set another plugin's drop-in aside
     */
    public static function save(string $label, array $patch, bool $replaceDropin = false): self
    {
        return new self(['do' => 'save', 'label' => $label, 'patch' => $patch, 'replace_dropin' => $replaceDropin]);
    }

    /** `POST /repair {what: files}` */
    public static function repair(): self
    {
        return new self(['do' => 'repair', 'label' => __('Repair', 'ai-wp-dynamic-cache')]);
    }

    /** `POST /repair {what: edge}` */
    public static function reconnect(string $label): self
    {
        return new self(['do' => 'reconnect', 'label' => $label]);
    }

    public static function open(string $label, string $href): self
    {
        return new self(['do' => 'open', 'label' => $label, 'href' => $href]);
    }

    /**
     * Where it leads and what the link says, for places that have links alone.
     *
     * @return array{string, string}|null
     */
    public function link(): ?array
    {
        $href = $this->members['href'] ?? null;
        $label = $this->members['label'] ?? null;

        return is_string($href) && is_string($label) ? [$href, $label] : null;
    }

    /** @return non-empty-array<string, mixed> */
    public function to_array(): array
    {
        return $this->members;
    }
}
