<?php

/**
 * The option as it lies in the database: what the owner has chosen, defaults left out (so that a better default of a
 * later version reaches him), and a counter that makes every state a new one. JSON, because an option that is an
 * array would be unserialized on the way back.
 */

declare(strict_types=1);

namespace DynamicCache\Settings;

final class StoredSettings
{
    private function __construct(public readonly \stdClass $values, public readonly int $counter, public readonly ?string $raw) {}

    /** @param mixed $option false when there is none; anything that is not ours counts as no choice at all */
    public static function from_option(mixed $option, JsonSchema $schema): self
    {
        if (!is_string($option)) {
            return new self(new \stdClass(), 0, null);
        }
        $document = json_decode($option, false, 32);
        $values = $document instanceof \stdClass ? $document->values ?? null : null;
        $counter = $document instanceof \stdClass ? $document->counter ?? null : null;

        return new self(
            $values instanceof \stdClass ? self::sound($values, $schema) : new \stdClass(),
            is_int($counter) ? $counter : 0,
            $option,
        );
    }

    /** The state after this one. */
    public function followed_by(\stdClass $values): self
    {
        $counter = $this->counter + 1;
        $raw = json_encode(['counter' => $counter, 'values' => $values], JSON_THROW_ON_ERROR);

        return new self($values, $counter, $raw);
    }

    /** Drops what the schema of this version does not take: one bad member must not cost the others. */
    private static function sound(\stdClass $values, JsonSchema $schema): \stdClass
    {
        $sound = MergePatch::copy($values);
        foreach ($schema->errors(Secrets::without($values)) as $error) {
            [$section, $name] = explode('.', $error->path, 3) + ['', ''];
            $part = $sound->{$section} ?? null;
            if ($part instanceof \stdClass && $name !== '') {
                unset($part->{$name});
            } else {
                unset($sound->{$section});
            }
        }

        return $sound;
    }
}
