<?php

/** A JSON object from one of the data files, read member by member: what is missing or of another type is a failure. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Json
{
    private const GUARD = "<?php exit; ?>\n";
    private const USUAL_BYTES = 8192;

    /** @param array<array-key, mixed> $members */
    private function __construct(private readonly array $members) {}

    /**
     * Reads a data file: a first line that ends every execution, then one JSON object.
     *
     * @throws UnableToReadConfig
     */
    public static function of_file(string $path): self
    {
        return self::of_bytes(self::bytes($path));
    }

    /**
     * The same when the file was read already.
     *
     * @throws UnableToReadConfig
     */
    public static function of_bytes(string $text): self
    {
        if (!str_starts_with($text, self::GUARD)) {
            throw UnableToReadConfig::because('it is no data file');
        }

        return self::parse(substr($text, strlen(self::GUARD)));
    }

    /** @throws UnableToReadConfig */
    public static function parse(string $text): self
    {
        $members = json_decode($text, true, 8);
        if (!is_array($members)) {
            throw UnableToReadConfig::because('it is no JSON object');
        }

        return new self($members);
    }

    /** Whether there is such a member: a file of an earlier version may lack what is newer. */
    public function has(string $name): bool
    {
        return array_key_exists($name, $this->members);
    }

    /** @param string|null $form regular expression that the text must match; without one, it must not be empty */
    public function text(string $name, ?string $form = null): string
    {
        $value = $this->members[$name] ?? null;
        if (!is_string($value) || ($form === null ? $value === '' : preg_match($form, $value) !== 1)) {
            throw UnableToReadConfig::because("\"{$name}\" is not the text it should be");
        }

        return $value;
    }

    /** A text that may be empty. */
    public function any_text(string $name): string
    {
        $value = $this->members[$name] ?? null;

        return is_string($value) ? $value : throw UnableToReadConfig::because("\"{$name}\" is no text");
    }

    public function integer(string $name): int
    {
        $value = $this->members[$name] ?? null;
        if (!is_int($value) || $value < 0) {
            throw UnableToReadConfig::because("\"{$name}\" is no whole number");
        }

        return $value;
    }

    public function boolean(string $name): bool
    {
        $value = $this->members[$name] ?? null;
        if (!is_bool($value)) {
            throw UnableToReadConfig::because("\"{$name}\" is neither true nor false");
        }

        return $value;
    }

    /** @return list<string> */
    public function texts(string $name): array
    {
        $texts = [];
        foreach ($this->list($name) as $text) {
            if (!is_string($text)) {
                throw UnableToReadConfig::because("\"{$name}\" holds something else than texts");
            }
            $texts[] = $text;
        }

        return $texts;
    }

    public function object(string $name): self
    {
        return $this->object_or_null($name) ?? throw UnableToReadConfig::because("\"{$name}\" is missing");
    }

    /** Null stands for `null`; a member that is missing is a failure here too. */
    public function object_or_null(string $name): ?self
    {
        if (!array_key_exists($name, $this->members)) {
            throw UnableToReadConfig::because("\"{$name}\" is missing");
        }
        $value = $this->members[$name];
        if ($value === null) {
            return null;
        }

        return is_array($value) ? new self($value) : throw UnableToReadConfig::because("\"{$name}\" is no object");
    }

    /** @return list<self> */
    public function objects(string $name): array
    {
        $objects = [];
        foreach ($this->list($name) as $object) {
            $objects[] = is_array($object) ? new self($object) : throw UnableToReadConfig::because("\"{$name}\" holds something else than objects");
        }

        return $objects;
    }

    /** On every hit: a file of usual size in one read(), in half the time of file_get_contents(). '' when there is none. */
    public static function bytes(string $path): string
    {
        $handle = @fopen($path, 'rb');
        if ($handle === false) {
            return '';
        }
        // Else PHP reads on until nothing comes, and copies it.
        stream_set_read_buffer($handle, 0);
        $bytes = (string) @fread($handle, self::USUAL_BYTES);
        if (strlen($bytes) === self::USUAL_BYTES) {
            $bytes .= stream_get_contents($handle);
        }
        fclose($handle);

        return $bytes;
    }

    /** @return list<mixed> */
    private function list(string $name): array
    {
        $value = $this->members[$name] ?? null;

        return is_array($value) && array_is_list($value) ? $value : throw UnableToReadConfig::because("\"{$name}\" is no list");
    }
}
