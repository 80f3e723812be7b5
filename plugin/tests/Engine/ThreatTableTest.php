<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use PHPUnit\Framework\TestCase;

/** The table in docs/security.md and the names of the tests say the same. */
final class ThreatTableTest extends TestCase
{
    /** How often an id occurs in the tables of threats and faults: no row may be lost from the page. */
    private const ROWS = ['CP' => 85, 'WP' => 32, 'SIG' => 31, 'R' => 50];

    private const FOLDERS = ['plugin/tests', 'worker/tests', 'worker/isolates', 'contracts/tests', 'e2e'];

    public function test_every_row_is_listed_once_with_a_test_or_a_reason(): void
    {
        $counts = [];
        foreach (self::rows() as $id => $proof) {
            $kind = explode('-', $id)[0];
            $counts[$kind] = ($counts[$kind] ?? 0) + 1;
            self::assertGreaterThan(5, strlen($proof), "{$id} has neither a test nor a reason.");
        }

        self::assertSame(self::ROWS, $counts);
    }

    public function test_a_test_that_is_named_there_carries_the_id_of_its_row(): void
    {
        $ids = self::ids_by_file();
        $wrong = [];
        foreach (self::rows() as $id => $proof) {
            preg_match_all('/`([A-Za-z0-9.-]+(?:Test|TestCase|Promises|\.test\.ts|\.spec\.ts))`/', $proof, $files);
            foreach ($files[1] as $file) {
                if (!in_array($id, $ids[$file] ?? [], true)) {
                    $wrong[] = "{$id}: {$file}";
                }
            }
        }

        self::assertSame([], $wrong);
    }

    public function test_an_id_in_the_name_of_a_test_is_one_of_the_table(): void
    {
        $known = array_keys(self::rows());
        foreach (self::ids_by_file() as $file => $ids) {
            self::assertSame([], array_values(array_diff($ids, $known)), $file);
        }
    }

    /** @return array<string, string> proof by id */
    private static function rows(): array
    {
        preg_match_all('/^\| ((?:CP|WP|SIG|R)-[0-9]+) \| [^|]+ \| (.+) \|$/m', (string) file_get_contents(Fixtures::root() . '/docs/security.md'), $rows, PREG_SET_ORDER);
        $proofs = [];
        foreach ($rows as [, $id, $proof]) {
            self::assertArrayNotHasKey($id, $proofs, "{$id} is listed twice.");
            $proofs[$id] = $proof;
        }

        return $proofs;
    }

    /** @return array<string, list<string>> ids in tests, by name of the file (PHP without its extension) */
    private static function ids_by_file(): array
    {
        $found = [];
        foreach (self::FOLDERS as $folder) {
            $tree = new \RecursiveCallbackFilterIterator(
                new \RecursiveDirectoryIterator(Fixtures::root() . "/{$folder}", \FilesystemIterator::SKIP_DOTS),
                static fn(\SplFileInfo $file): bool => $file->getFilename() !== 'node_modules',
            );
            foreach (new \RecursiveIteratorIterator($tree) as $file) {
                if ($file instanceof \SplFileInfo && preg_match('/^(?:(\w+(?:Test|TestCase|Promises))\.php|.+\.(?:test|spec)\.ts)$/', $file->getFilename()) === 1) {
                    $name = $file->getBasename('.php');
                    $ids = self::ids((string) file_get_contents($file->getPathname()));
                    $found[$name] = array_values(array_unique([...$found[$name] ?? [], ...$ids]));
                }
            }
        }

        return $found;
    }

    /** @return list<string> of a text, in whichever way its language writes them in names */
    private static function ids(string $text): array
    {
        preg_match_all('/(?:\b|_)(CP|WP|SIG|R)[-_]([0-9]{1,3})(?=\b|_)/i', $text, $matches, PREG_SET_ORDER);

        return array_values(array_unique(array_map(
            static fn(array $match): string => strtoupper($match[1]) . '-' . str_pad($match[2], 2, '0', STR_PAD_LEFT),
            $matches,
        )));
    }
}
