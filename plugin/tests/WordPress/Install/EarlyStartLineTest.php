<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\EarlyStartLine;
use DynamicCache\Install\UnableToEditWpConfig;
use DynamicCache\Install\WpConfigText;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class EarlyStartLineTest extends TestCase
{
    private const PATH = "__DIR__ . '/early.php'";
    private const LOADS = "require_once ABSPATH . 'wp-settings.php';";

    /** @return iterable<string, array{string}> */
    public static function files(): iterable
    {
        $proxy = "if (strpos(\$_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '', 'https') !== false) {\n\t\$_SERVER['HTTPS'] = 'on';\n}\n";
        yield 'WP-10 as WordPress ships it' => ["<?php\ndefine('ABSPATH', __DIR__ . '/');\n\n/** Sets up WordPress vars and included files. */\n" . self::LOADS . "\n"];
        yield 'WP-10 behind a proxy' => ["<?php\n{$proxy}" . self::LOADS . "\n"];
        yield 'WP-10 CRLF' => ["<?php\r\n\$a = 1;\r\n" . self::LOADS . "\r\n"];
        yield 'WP-10 no line break at all' => ['<?php ' . self::LOADS];
        yield 'WP-10 no line break at the end' => ["<?php\n" . self::LOADS];
        yield 'WP-10 indented' => ["<?php\n\t" . self::LOADS . "\n"];
        yield 'WP-10 another spelling' => ["<?php\nrequire(ABSPATH . \"wp-settings.php\");\n"];
        yield 'WP-10 by its whole path' => ["<?php\ninclude_once dirname(__FILE__) . '/wp-settings.php';\n"];
        yield 'WP-10 mentioned before' => ["<?php\n// require wp-settings.php\n\$a = 'wp-settings.php';\n" . self::LOADS . "\n"];
        yield 'WP-10 our WP_CACHE line is there' => [WpConfigText::switched_on("<?php\n" . self::LOADS . "\n")];
        yield 'WP-10 strict types' => ["<?php\ndeclare(strict_types=1);\n" . self::LOADS . "\n"];
        yield 'WP-10 behind an if without braces' => ["<?php\nif (!defined('ABSPATH'))\n\tdefine('ABSPATH', __DIR__ . '/');\n" . self::LOADS . "\n"];
    }

    #[DataProvider('files')]
    public function test_goes_in_and_out_to_the_same_bytes(string $source): void
    {
        $edited = EarlyStartLine::added($source, self::PATH);

        self::assertTrue(EarlyStartLine::is_in($edited));
        self::assertSame($source, EarlyStartLine::removed($edited));
        self::assertSame($edited, EarlyStartLine::added($edited, self::PATH));
        self::assertSame($source, EarlyStartLine::removed(EarlyStartLine::added($edited, "'/moved.php'")));
    }

    #[DataProvider('files')]
    public function test_stands_right_before_wordpress_is_loaded(string $source): void
    {
        $folder = sys_get_temp_dir() . '/dynamic-cache-early-' . bin2hex(random_bytes(4));
        mkdir($folder);
        file_put_contents("{$folder}/wp-config.php", EarlyStartLine::added($source, self::PATH));
        file_put_contents("{$folder}/early.php", '<?php echo "early ", $_SERVER["HTTPS"] ?? "plain", " ";');
        file_put_contents("{$folder}/wp-settings.php", '<?php echo "wordpress";');
        $run = '$_SERVER["HTTP_X_FORWARDED_PROTO"] = "https"; define("ABSPATH", __DIR__ . "/"); chdir(' . var_export($folder, true) . ');'
            . 'set_error_handler(fn() => true); set_include_path(getcwd()); require getcwd() . "/wp-config.php";';
        $said = (string) shell_exec(escapeshellarg(PHP_BINARY) . ' -d display_errors=0 -r ' . escapeshellarg(str_replace('__DIR__', var_export($folder, true), $run)));
        array_map(unlink(...), ["{$folder}/wp-config.php", "{$folder}/early.php", "{$folder}/wp-settings.php"]);
        rmdir($folder);

        self::assertSame(str_contains($source, 'HTTP_X_FORWARDED_PROTO') ? 'early on wordpress' : 'early plain wordpress', $said);
    }

    /** @return array<string, array{string, string}> */
    public static function refused(): array
    {
        return [
            'under a condition' => ["<?php\nif (\$a) {\n\t" . self::LOADS . "\n}\n", 'line 3 loads wp-settings.php under a condition'],
            'nowhere' => ["<?php\n\$a = 1;\n", 'it does not load wp-settings.php'],
            'no PHP' => ["<?php\nif (\n", 'is not valid PHP'],
        ];
    }

    #[DataProvider('refused')]
    public function test_refuses_what_a_machine_should_not_touch(string $source, string $why): void
    {
        $this->expectException(UnableToEditWpConfig::class);
        $this->expectExceptionMessage($why);
        EarlyStartLine::added($source, self::PATH);
    }

    public function test_what_was_changed_by_hand_is_left_alone(): void
    {
        $edited = str_replace('@include_once', '@include', EarlyStartLine::added("<?php\n" . self::LOADS . "\n", self::PATH));

        self::assertSame($edited, EarlyStartLine::removed($edited));
        self::assertTrue(EarlyStartLine::is_in($edited));
    }
}
