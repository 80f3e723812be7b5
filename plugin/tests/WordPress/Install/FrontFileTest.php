<?php

/** The file of what the plugin loads for a visitor: it declares what its sources do, and needs none of them beside it. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\AtomicFile;
use DynamicCache\Install\EngineFile;
use PHPUnit\Framework\TestCase;

final class FrontFileTest extends TestCase
{
    private const SOURCE = __DIR__ . '/../../../src/';

    public function test_it_declares_every_class_of_its_list_and_asks_for_none(): void
    {
        $sandbox = Sandbox::create();
        try {
            AtomicFile::make_folder($sandbox->paths->cache_dir());
            $engine = new EngineFile(self::SOURCE, $sandbox->paths);
            $engine->write();
            [$rest, $redis, $first] = $engine->paths();
            $front = $sandbox->paths->engine_file('x.front');
            file_put_contents($front, $engine->front());
            $printed = PhpSource::output('<?php spl_autoload_register(function (string $name): void { echo "asked for {$name} "; exit; });'
                . ' define("DYNAMIC_CACHE_VERSION", "x");'
                . implode('', array_map(static fn(string $file): string => ' require ' . var_export($file, true) . ';', [$first, $redis, $rest, $front]))
                . ' echo json_encode(array_values(array_filter(array_merge(get_declared_classes(), get_declared_interfaces()),'
                . ' fn(string $name): bool => (string) (new ReflectionClass($name))->getFileName() === ' . var_export($front, true) . ')));');
        } finally {
            $sandbox->delete();
        }
        $expected = array_map(static fn(string $path): string => 'DynamicCache\\' . str_replace('/', '\\', substr($path, 0, -strlen('.php'))), self::listed());

        self::assertJson($printed);
        self::assertEqualsCanonicalizing($expected, json_decode($printed, true));
    }

    public function test_no_file_of_the_list_asks_where_it_lies_or_extends_what_is_not_ours(): void
    {
        foreach (self::listed() as $path) {
            $text = (string) file_get_contents(self::SOURCE . $path);
            self::assertDoesNotMatchRegularExpression('/\b__(?:DIR|FILE|LINE)__\b|\bextends \\\\/', $text, $path);
        }
    }

    /** @return list<string> */
    private static function listed(): array
    {
        $listed = require self::SOURCE . 'front.php';
        $paths = array_values(array_filter(is_array($listed) ? $listed : [], is_string(...)));
        self::assertNotSame([], $paths);

        return $paths;
    }
}
