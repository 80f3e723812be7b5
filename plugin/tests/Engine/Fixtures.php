<?php

/** The golden cases of contracts/fixtures, which TypeScript and PHP must both pass. */

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Tests\Store\TemporaryFolder;

final class Fixtures
{
    /**
     * Every case of a folder, named by file and case.
     *
     * @return array<string, array{array<mixed>}>
     */
    public static function of(string $folder): array
    {
        $cases = [];
        foreach (TemporaryFolder::matching(self::root() . "/contracts/fixtures/{$folder}/*.json") as $file) {
            $list = json_decode((string) file_get_contents($file), true, 32, JSON_THROW_ON_ERROR);
            foreach (is_array($list) ? $list : [] as $at => $case) {
                if (!is_array($case)) {
                    throw new \UnexpectedValueException("{$file} holds something else than cases");
                }
                $name = is_string($case['name'] ?? null) ? $case['name'] : (string) $at;
                $cases[basename($file, '.json') . ': ' . $name] = [$case];
            }
        }
        if ($cases === []) {
            throw new \UnexpectedValueException("There is no case in contracts/fixtures/{$folder}");
        }

        return $cases;
    }

    /** @param array<mixed> $case */
    public static function text(array $case, string $name): string
    {
        $value = $case[$name] ?? null;

        return is_scalar($value) ? (string) $value : throw new \UnexpectedValueException("\"{$name}\" is no text");
    }

    /**
     * @param array<mixed> $case
     *
     * @return array<mixed>
     */
    public static function part(array $case, string $name): array
    {
        $value = $case[$name] ?? null;

        return is_array($value) ? $value : throw new \UnexpectedValueException("\"{$name}\" is no object");
    }

    /**
     * @param array<mixed> $case
     *
     * @return list<string>
     */
    public static function texts(array $case, string $name): array
    {
        return array_map(
            static fn(mixed $text) => is_string($text) ? $text : throw new \UnexpectedValueException("\"{$name}\" is no list of texts"),
            array_values(self::part($case, $name)),
        );
    }

    public static function root(): string
    {
        return dirname(__DIR__, 3);
    }
}
