<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\UnableToEditWpConfig;
use DynamicCache\Install\WpConfigText;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class WpConfigTextTest extends TestCase
{
    private const END = "require_once ABSPATH . 'wp-settings.php';\n";

    /** @return iterable<string, array{string}> files in which WP_CACHE is not on */
    public static function files_to_edit(): iterable
    {
        yield 'WP-10 no WP_CACHE' => ["<?php\n\$table_prefix = 'wp_';\n" . self::END];
        yield 'WP-10 CRLF' => ["<?php\r\n\$table_prefix = 'wp_';\r\nrequire_once ABSPATH . 'wp-settings.php';\r\n"];
        yield 'WP-10 CR alone' => ["<?php\r\$table_prefix = 'wp_';\r"];
        yield 'WP-10 byte order mark' => ["\xEF\xBB\xBF<?php\n" . self::END];
        yield 'WP-10 code behind the opening tag' => ["<?php \$a = 1;\n" . self::END];
        yield 'WP-10 no line break at the end' => ["<?php\nrequire_once ABSPATH . 'wp-settings.php';"];
        yield 'WP-10 comments that mention it' => ["<?php\n// define('WP_CACHE', true);\n/* define( 'WP_CACHE', true ); */\n# const WP_CACHE = true;\n" . self::END];
        yield 'WP-10 a text that mentions it' => ["<?php\n\$a = \"define('WP_CACHE', true);\";\n\$b = <<<X\ndefine('WP_CACHE', true);\nX;\n" . self::END];
        yield 'WP-10 defined as false' => ["<?php\ndefine('WP_CACHE', false);\n" . self::END];
        yield 'WP-10 spelled oddly' => ["<?php\n\\DEFINE ( \"WP_CACHE\" , /* off */ FALSE ) ;\n" . self::END];
        yield 'WP-10 as zero' => ["<?php define( 'WP_CACHE', 0 );\n" . self::END];
        yield 'WP-10 as empty text' => ["<?php define( 'WP_CACHE', '' );\n" . self::END];
        yield 'WP-10 const' => ["<?php\nconst WP_CACHE = false;\n" . self::END];
        yield 'WP-10 one const of several' => ["<?php\nconst A = [1, 2], WP_CACHE = false, B = 1;\n" . self::END];
        yield 'WP-10 guarded' => ["<?php\nif (!defined('WP_CACHE')) {\n\tdefine('A', 1);\n\tdefine('WP_CACHE', false);\n}\n" . self::END];
        yield 'WP-10 guarded without braces' => ["<?php\ndefined('WP_CACHE') || define('WP_CACHE', false);\n" . self::END];
        yield 'WP-10 guarded in the other syntax' => ["<?php\nif ( ! defined( 'WP_CACHE' ) ) :\n\tdefine( 'WP_CACHE', false );\nendif;\n" . self::END];
        yield 'WP-10 strict types first' => ["<?php\ndeclare(strict_types=1); // keep\n" . self::END];
        yield 'WP-10 comment before strict types' => ["<?php\n/** The config. */\ndeclare(strict_types=1);\n" . self::END];
        yield 'WP-10 of something else' => ["<?php\n\$a->define('WP_CACHE', false);\nFoo::define('WP_CACHE', false);\n" . self::END];
        yield 'WP-10 behind WordPress' => ["<?php\n" . self::END . "define('WP_CACHE', false);\n"];
    }

    #[DataProvider('files_to_edit')]
    public function test_switches_on_and_back_to_the_same_bytes(string $source): void
    {
        $edited = WpConfigText::switched_on($source);

        self::assertNotSame($source, $edited);
        self::assertTrue(WpConfigText::is_ours($edited));
        self::assertSame($source, WpConfigText::switched_back($edited));
    }

    #[DataProvider('files_to_edit')]
    public function test_what_it_writes_defines_WP_CACHE_as_true_and_warns_of_nothing(string $source): void
    {
        self::assertSame('bool(true)', self::run_as_config(WpConfigText::switched_on($source)));
    }

    #[DataProvider('files_to_edit')]
    public function test_switching_on_twice_changes_nothing_more(string $source): void
    {
        $edited = WpConfigText::switched_on($source);

        self::assertSame($edited, WpConfigText::switched_on($edited));
    }

    #[DataProvider('files_to_edit')]
    public function test_what_the_owner_writes_in_between_stays(string $source): void
    {
        $edited = WpConfigText::switched_on($source) . "\n// mine\n";

        self::assertSame($source . "\n// mine\n", WpConfigText::switched_back($edited));
    }

    /** @return iterable<string, array{string}> */
    public static function files_to_refuse(): iterable
    {
        yield 'WP-10 computed' => ["<?php\ndefine('WP_CACHE', (bool) getenv('CACHE'));\n"];
        yield 'WP-10 under a condition' => ["<?php\nif (PHP_SAPI !== 'cli') {\n\tdefine('WP_CACHE', false);\n}\n"];
        yield 'WP-10 under a condition without braces' => ["<?php\nif (PHP_SAPI !== 'cli')\n\tdefine('WP_CACHE', false);\n"];
        yield 'WP-10 under a condition in the other syntax' => ["<?php\nif (PHP_SAPI !== 'cli'):\n\tdefine('A', 1);\n\tdefine('WP_CACHE', false);\nendif;\n"];
        yield 'WP-10 in a function' => ["<?php\nfunction a() { define('WP_CACHE', false); }\n"];
        yield 'WP-10 not valid PHP' => ["<?php\ndefine('WP_CACHE',\n"];
        yield 'WP-10 in a namespace' => ["<?php\nnamespace A;\n"];
        yield 'WP-10 no PHP at all' => ['WP_CACHE'];
        yield 'WP-10 empty' => [''];
    }

    #[DataProvider('files_to_refuse')]
    public function test_refuses_what_it_cannot_change_safely(string $source): void
    {
        $this->expectException(UnableToEditWpConfig::class);
        WpConfigText::switched_on($source);
    }

    public function test_leaves_a_file_alone_where_WP_CACHE_is_on_already(): void
    {
        $source = "<?php\ndefine('WP_CACHE', true);\n";

        self::assertSame($source, WpConfigText::switched_on($source));
    }

    public function test_never_takes_back_what_somebody_else_wrote(): void
    {
        $source = "<?php\ndefine( 'WP_CACHE', true ); /* Added by another plugin. */\n";

        self::assertSame($source, WpConfigText::switched_back($source));
    }

    /** What PHP prints when it runs the file up to WordPress. */
    private static function run_as_config(string $source): string
    {
        $folder = sys_get_temp_dir() . '/dynamic-cache-config-' . bin2hex(random_bytes(6));
        mkdir($folder);
        file_put_contents($folder . '/wp-settings.php', '<?php var_dump(WP_CACHE); exit;');
        $isComplete = str_contains($source, 'wp-settings.php');
        file_put_contents($folder . '/wp-config.php', $isComplete ? $source : $source . "\nrequire 'wp-settings.php';");
        file_put_contents($folder . '/run.php', "<?php define('ABSPATH', __DIR__ . '/');"
            . 'class Foo { static function define() {} } $a = new class { function define() {} };'
            . "ob_start(fn(\$text) => ltrim(\$text, \"\\xEF\\xBB\\xBF\")); require 'wp-config.php';");
        $process = proc_open(
            [PHP_BINARY, '-d', 'display_errors=1', '-d', 'error_reporting=-1', $folder . '/run.php'],
            [1 => ['pipe', 'w'], 2 => ['pipe', 'w']],
            $pipes,
        );
        $output = trim((string) stream_get_contents($pipes[1]));
        if ($process !== false) {
            proc_close($process);
        }
        array_map(unlink(...), [$folder . '/wp-settings.php', $folder . '/wp-config.php', $folder . '/run.php']);
        rmdir($folder);

        return $output;
    }
}
