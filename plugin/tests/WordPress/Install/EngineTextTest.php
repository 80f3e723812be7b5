<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\AtomicFile;
use DynamicCache\Install\EngineFile;
use DynamicCache\Install\EngineText;
use PHPUnit\Framework\TestCase;

final class EngineTextTest extends TestCase
{
    public function test_each_file_keeps_its_namespace_and_its_imports(): void
    {
        $text = EngineText::joined([
            "<?php\n/** First. */\n\ndeclare(strict_types=1);\n\nnamespace A\\B;\n\nuse ArrayObject as Thing;\n\n"
                . "final class One\n{\n    // A comment.\n    public static function say(): string\n    {\n        return 'one /* no comment */ ' . Thing::class;\n    }\n}\n",
            "<?php\n\ndeclare(strict_types=1);\n\nnamespace A\\C;\n\nuse A\\B\\One;\nuse DateTime as Thing;\n\n"
                . "final class Two\n{\n    public static function say(): string\n    {\n        return One::say() . ' two ' . Thing::class;\n    }\n}\n",
        ], '1.2.3');

        self::assertSame('one /* no comment */ ArrayObject two DateTime 1.2.3', PhpSource::output(
            $text . 'namespace { echo \A\C\Two::say(), " ", DYNAMIC_CACHE_ENGINE_VERSION; }',
        ));
    }

    public function test_only_functions_and_constants_of_PHP_are_qualified(): void
    {
        $text = EngineText::joined(["<?php\nnamespace A;\nfinal class One\n{\n    public const MAX_BYTES = 5;\n    public static function strlen(string \$a): int\n    {\n"
            . "        return strlen(\$a) + self::MAX_BYTES + \$b->count() + count([]) + PHP_INT_SIZE + \\abs(1) + One::strlen('') + (new One())?->trim();\n    }\n}\n"], null);

        self::assertStringContainsString(
            'function strlen(string $a): int' . "\n    {\n        " . 'return \strlen($a) + self::MAX_BYTES + $b->count() + \count([]) + \PHP_INT_SIZE + \abs(1) + One::strlen(\'\') + (new One())?->trim();',
            $text,
        );
        self::assertStringContainsString('public const MAX_BYTES = 5;', $text);
        self::assertStringNotContainsString('DYNAMIC_CACHE_ENGINE_VERSION', $text);
    }

    public function test_comments_cost_nothing_on_the_hit_path(): void
    {
        $text = EngineText::joined(["<?php\nnamespace A;\n/** Doc. */\nfinal class One // why\n{\n    # how\n}\n"], '1');

        self::assertStringNotContainsString('Doc.', $text);
        self::assertStringNotContainsString('why', $text);
        self::assertStringNotContainsString('how', $text);
    }

    public function test_what_is_not_valid_is_never_written(): void
    {
        $this->expectException(\ParseError::class);
        EngineText::joined(["<?php\nnamespace A;\nfinal class One {\n"], '1');
    }

    public function test_the_engine_of_this_plugin_loads_alone_and_has_every_class_of_the_list(): void
    {
        $sandbox = Sandbox::create();
        try {
            AtomicFile::make_folder($sandbox->paths->cache_dir());
            (new EngineFile(dirname(__DIR__, 3) . '/src', $sandbox->paths))->write();
            $engine = (string) file_get_contents($sandbox->paths->engine_file());
            foreach (['.redis', '.rest'] as $part) {
                // Each declares strict_types, which only the beginning of a file may.
                $engine .= (string) preg_replace('/^<\?php.*?declare\(strict_types=1\);/s', '', (string) file_get_contents($sandbox->paths->engine_file(DYNAMIC_CACHE_VERSION . $part)));
            }
            $printed = PhpSource::output($engine . 'namespace { echo json_encode(array_values(array_filter('
                . 'array_merge(get_declared_classes(), get_declared_interfaces()),'
                . 'fn(string $name): bool => str_starts_with($name, "DynamicCache")))); }');
        } finally {
            $sandbox->delete();
        }
        $expected = [];
        $listed = require dirname(__DIR__, 3) . '/src/Engine/load.php';
        foreach (is_array($listed) ? $listed : [] as $path) {
            self::assertIsString($path);
            $expected[] = 'DynamicCache\\' . str_replace('/', '\\', substr($path, 0, -strlen('.php')));
        }

        self::assertNotSame([], $expected);
        self::assertEqualsCanonicalizing($expected, json_decode($printed, true));
    }

    public function test_it_says_where_hits_look_first_and_is_written_anew_when_that_changes(): void
    {
        $sandbox = Sandbox::create();
        try {
            AtomicFile::make_folder($sandbox->paths->cache_dir());
            $engine = new EngineFile(dirname(__DIR__, 3) . '/src', $sandbox->paths);
            foreach (['disk', 'redis', 'disk'] as $store) {
                $engine->write($store);
                self::assertStringContainsString("private static string \$store = '{$store}';", (string) file_get_contents($sandbox->paths->engine_file()));
            }
        } finally {
            $sandbox->delete();
        }
    }
}
