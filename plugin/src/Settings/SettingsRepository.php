<?php

/** Reads and writes the option `dynamic_cache_settings` of the current site. */

declare(strict_types=1);

namespace DynamicCache\Settings;

use DynamicCache\Database;

final class SettingsRepository
{
    public const OPTION = 'dynamic_cache_settings';

    private ?JsonSchema $schema = null;

    public function __construct(private readonly Secrets $secrets, private readonly FixedSettings $fixed) {}

    public static function of_site(): self
    {
        return new self(new Secrets(SecretBox::of_site()), new FixedSettings());
    }

    /** The settings in force. */
    public function all(): Settings
    {
        return $this->typed($this->stored());
    }

    /** 16 hex digits that name the state of the settings; every save gives a new one. */
    public function revision(): string
    {
        return $this->revision_of($this->stored());
    }

    /** The settings in force as a document that may be shown: complete, secrets masked. */
    public function masked(): \stdClass
    {
        $stored = $this->stored();
        $document = $this->complete($stored);
        foreach ($this->secrets->of($stored->values) as $path => $secret) {
            $document = MergePatch::apply($document, self::nested($path, $secret->mask()));
        }

        return $document;
    }

    /** @return list<string> paths of the settings, secrets too, that a constant or the environment decides */
    public function fixed(): array
    {
        $secrets = array_filter($this->secrets(), static fn(Secret $secret): bool => $secret->state === SecretState::Fixed);

        return [...$this->fixed->paths(), ...array_keys($secrets)];
    }

    /** @return array<string, Secret> by path */
    public function secrets(): array
    {
        return $this->secrets->of($this->stored()->values);
    }

    public function stored(): StoredSettings
    {
        return $this->interpreted(get_option(self::OPTION));
    }

    /** The state that a raw value of the option stands for. */
    public function interpreted(mixed $option): StoredSettings
    {
        return StoredSettings::from_option($option, $this->schema());
    }

    /** Read again from the database: another request may have saved since this one looked. */
    public function fresh(): StoredSettings
    {
        wp_cache_delete(self::OPTION, 'options');
        wp_cache_delete('notoptions', 'options');

        return $this->stored();
    }

    public function revision_of(StoredSettings $stored): string
    {
        $state = json_encode([$stored->counter, $this->complete($stored)], JSON_THROW_ON_ERROR);

        return substr(hash('sha256', $state), 0, 16);
    }

    /**
     * What would be stored after a merge patch. Writes nothing.
     *
     * @throws InvalidSettings
     * @throws SettingIsFixed
     */
    public function patched(StoredSettings $stored, \stdClass $patch): StoredSettings
    {
        $merged = MergePatch::apply(Secrets::without($stored->values), $patch);
        $errors = [...$this->schema()->unknown_members($patch), ...$this->schema()->errors($merged)];
        if ($errors !== []) {
            throw new InvalidSettings(array_values(array_unique($errors, SORT_REGULAR)));
        }
        $this->fixed->refuse($patch);
        $this->secrets->carry_over($stored->values, $merged, $patch);

        return $stored->followed_by($merged);
    }

    public function typed(StoredSettings $stored): Settings
    {
        return Settings::from(new Document($this->complete($stored)), $this->secrets->of($stored->values));
    }

    /**
     * Puts the new state in the place of the old one, unless somebody else was quicker: compared and written in one
     * statement, because two web heads share a database and no lock file.
     *
     * @throws RevisionConflict
     * @throws UnableToSaveSettings
     */
    public function replace(StoredSettings $old, StoredSettings $new): void
    {
        $isDone = $old->raw === null ? self::insert((string) $new->raw) : self::swap($old->raw, (string) $new->raw);
        $found = $this->fresh();
        if ($isDone) {
            return;
        }
        if ($found->raw === $old->raw) {
            throw new UnableToSaveSettings('The database did not take the settings');
        }
        throw new RevisionConflict($this->revision_of($found));
    }

    /** Not add_option(): that one writes over a row which another request has made meanwhile. */
    private static function insert(string $raw): bool
    {
        $database = Database::connection();

        return $database->query((string) $database->prepare(
            "INSERT IGNORE INTO %i (option_name, option_value, autoload) VALUES (%s, %s, 'off')",
            $database->options,
            self::OPTION,
            $raw,
        )) === 1;
    }

    private static function swap(string $old, string $new): bool
    {
        $database = Database::connection();

        return $database->update(
            $database->options,
            ['option_value' => $new],
            ['option_name' => self::OPTION, 'option_value' => $old],
        ) === 1;
    }

    /** Every setting, defaults filled in, secrets as empty text. */
    private function complete(StoredSettings $stored): \stdClass
    {
        $defaults = $this->schema()->default();

        return $this->fixed->in(MergePatch::apply(
            $defaults instanceof \stdClass ? $defaults : new \stdClass(),
            Secrets::without($stored->values),
        ));
    }

    private function schema(): JsonSchema
    {
        return $this->schema ??= JsonSchema::shipped('settings');
    }

    private static function nested(string $path, string $value): \stdClass
    {
        [$section, $name] = explode('.', $path, 2) + ['', ''];

        return (object) [$section => (object) [$name => $value]];
    }
}
