<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use PHPUnit\Framework\TestCase;

final class MainFileTest extends TestCase
{
    private const MAIN_FILE = __DIR__ . '/../../../ai-wp-dynamic-cache.php';

    public function test_an_old_PHP_can_read_the_main_file(): void
    {
        $tokens = \PhpToken::tokenize((string) file_get_contents(self::MAIN_FILE));
        $new = array_filter($tokens, static fn(\PhpToken $token): bool => $token->is([
            T_MATCH, T_ENUM, T_READONLY, T_ATTRIBUTE, T_NULLSAFE_OBJECT_OPERATOR,
        ]));
        $parser = (new \PhpParser\ParserFactory())->createForVersion(\PhpParser\PhpVersion::fromString('7.4'));

        self::assertSame([], $new);
        self::assertNotNull($parser->parse((string) file_get_contents(self::MAIN_FILE)));
    }

    public function test_says_the_same_version_in_its_header_and_in_its_constant(): void
    {
        $header = get_file_data(self::MAIN_FILE, ['version' => 'Version', 'php' => 'Requires PHP', 'wp' => 'Requires at least']);

        self::assertSame(['version' => DYNAMIC_CACHE_VERSION, 'php' => '8.2', 'wp' => '6.7'], $header);
    }

    public function test_an_old_WordPress_gets_one_sentence_and_nothing_else(): void
    {
        $run = <<<'PHP'
            define('ABSPATH', '/');
            function get_bloginfo() { return '6.6.2'; }
            function add_action($hook, $callback) { echo $hook, ': '; $callback(); }
            function current_user_can() { return true; }
            function esc_html__($text) { return $text; }
            require $argv[1];
            echo class_exists('DynamicCache\Plugin') ? ' booted' : '';
            PHP;
        $process = proc_open([PHP_BINARY, '-r', $run, self::MAIN_FILE], [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes);
        $output = (string) stream_get_contents($pipes[1]);
        if ($process !== false) {
            proc_close($process);
        }

        self::assertSame(
            'admin_notices: <div class="notice notice-error"><p>AI WP Dynamic Cache needs PHP 8.2 and WordPress 6.7 or newer; it does nothing until then.</p></div>',
            $output,
        );
    }

    public function test_WP_29_called_directly_no_file_prints_or_does_anything(): void
    {
        $printed = [];
        $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator(dirname(__DIR__, 3) . '/src', \FilesystemIterator::SKIP_DOTS));
        $paths = [self::MAIN_FILE, dirname(__DIR__, 3) . '/uninstall.php'];
        foreach ($files as $file) {
            if ($file instanceof \SplFileInfo && in_array(basename(dirname($file->getPathname())), ['src'], true)) {
                $paths[] = $file->getPathname();
            }
        }
        foreach ($paths as $path) {
            $output = shell_exec(escapeshellarg(PHP_BINARY) . ' -d display_errors=0 ' . escapeshellarg($path) . ' 2>/dev/null');
            if (is_string($output) && $output !== '') {
                $printed[basename($path)] = $output;
            }
        }

        self::assertGreaterThan(3, count($paths));
        self::assertSame([], $printed);
    }
}
