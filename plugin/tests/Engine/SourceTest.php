<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** What no file of the plugin may do, wherever it stands: read from the code itself. */
final class SourceTest extends TestCase
{
    /** Against accident, where nobody gains by a collision: checksums, slots, and tags, of which two alike purge too much. */
    private const CHECKSUMS = ['crc32b', 'xxh32', 'xxh3', 'xxh64'];

    private const CHECKED_FILES = '#^(?:Store/|Engine/(?:CountRecord|Express)\.php$)#';

    /** What is right where it stands: `stty` hides a password, a drop-in is made of literals, Redis names scripts by SHA-1. */
    private const ALLOWED = '#^(?:Cli/SecretInput\.php:shell_exec|Install/\w+\.php:var_export|Store/LeaseNotes\.php:crc32|Store/RedisScript\.php:sha1)$#';

    /** @return iterable<string, array{list<string>}> functions that may not be called */
    public static function forbidden(): iterable
    {
        yield 'CP-64 weak hashes' => [['md5', 'md5_file', 'sha1', 'sha1_file', 'crc32']];
        yield 'CP-64 random numbers that can be guessed' => [['rand', 'mt_rand', 'uniqid', 'lcg_value', 'str_shuffle', 'shuffle', 'array_rand', 'wp_rand']];
        yield 'CP-81 evaluated data' => [['eval', 'assert', 'create_function', 'call_user_func_array', 'extract']];
        yield 'WP-30 objects out of texts' => [['unserialize', 'maybe_unserialize']];
        yield 'WP-30 commands of the shell' => [['exec', 'shell_exec', 'system', 'passthru', 'popen', 'proc_open', 'mail']];
        yield 'WP-31 printed without being escaped' => [['_e', '_ex', 'print_r', 'var_dump', 'var_export', 'phpinfo']];
    }

    /** @param list<string> $functions */
    #[DataProvider('forbidden')]
    public function test_is_called_nowhere(array $functions): void
    {
        $found = [];
        foreach (self::calls() as [$file, $line, $name]) {
            if (in_array($name, $functions, true) && preg_match(self::ALLOWED, "{$file}:{$name}") !== 1) {
                $found[] = "{$file}:{$line} {$name}()";
            }
        }

        self::assertSame([], $found);
    }

    public function test_cp_64_every_hash_is_sha_256_or_a_checksum_that_says_why(): void
    {
        $found = [];
        foreach (self::files() as $file => $text) {
            preg_match_all('/\bhash(?:_hmac|_init|_file|_hkdf)?\(\s*\'([a-z0-9-]+)\'/i', $text, $matches);
            $wrong = array_diff($matches[1], ['sha256', ...(preg_match(self::CHECKED_FILES, $file) === 1 ? self::CHECKSUMS : [])]);
            $found = [...$found, ...array_map(static fn(string $name): string => "{$file}: {$name}", array_values($wrong))];
        }

        self::assertSame([], $found);
    }

    public function test_cp_81_only_code_of_the_plugin_or_of_core_is_included(): void
    {
        $found = [];
        foreach (self::files() as $file => $text) {
            preg_match_all('/^\s*(?:\$\w+ = |return )?(?:include|require)(?:_once)?\b\s*\(?\s*([^;]+);/m', $text, $matches);
            foreach ($matches[1] as $path) {
                if (preg_match('#^(?:__DIR__|dirname\(__DIR__|ABSPATH \. |\$file$|"\{\$folder\}/\{\$name\}\.asset\.php"|\$this->source \. |"\{\$this->source\}/|\$rest$|\$front$|\$this->server->library$)#', $path) !== 1) {
                    $found[] = "{$file}: {$path}";
                }
            }
        }

        self::assertSame([], $found);
    }

    public function test_wp_04_nobody_without_a_login_is_answered_by_admin_ajax_or_admin_post(): void
    {
        foreach (self::files() as $file => $text) {
            self::assertDoesNotMatchRegularExpression('/(?:wp_ajax|admin_post)_nopriv/', $text, $file);
        }
    }

    public function test_wp_30_no_regular_expression_is_made_of_a_setting(): void
    {
        $found = [];
        foreach (self::files() as $file => $text) {
            preg_match_all('/\bpreg_(?:match|match_all|replace|replace_callback|split|grep)\(\s*([^,\n]+)/', $text, $matches);
            foreach ($matches[1] as $pattern) {
                // A literal, a constant, a variable that was made of a literal here, or one that the code hands over.
                $isLiteral = preg_match('/^(?:[\'"]|self::|static::|\$form\b|\$word\b|\$pattern\b|\$this->)/', trim($pattern)) === 1;
                if (!$isLiteral && preg_match('/' . preg_quote(trim($pattern), '/') . '\s*\.?=\s*[\'"]/', $text) !== 1) {
                    $found[] = "{$file}: {$pattern}";
                }
            }
        }

        self::assertSame([], $found);
    }

    public function test_wp_28_no_address_of_one_machine_is_written_into_the_code(): void
    {
        foreach (self::files() as $file => $text) {
            $code = implode('', array_map(
                static fn(\PhpToken $token): string => $token->is([T_COMMENT, T_DOC_COMMENT]) ? '' : $token->text,
                \PhpToken::tokenize($text),
            ));
            if (!str_starts_with($file, 'Findings/')) {
                self::assertDoesNotMatchRegularExpression('/[\'"](?:https?:\/\/)?(?:localhost|127\.0\.0\.1)\b/', $code, $file);
            }
        }
    }

    /** @return array<string, string> text by path below src */
    private static function files(): array
    {
        $root = dirname(__DIR__, 2) . '/src/';
        $files = [];
        foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($root, \FilesystemIterator::SKIP_DOTS)) as $file) {
            if ($file instanceof \SplFileInfo && $file->getExtension() === 'php') {
                $files[substr($file->getPathname(), strlen($root))] = (string) file_get_contents($file->getPathname());
            }
        }

        return $files;
    }

    /** @return iterable<array{string, int, string}> file, line, name in lower case */
    private static function calls(): iterable
    {
        foreach (self::files() as $file => $text) {
            $tokens = array_values(array_filter(\PhpToken::tokenize($text), static fn(\PhpToken $token): bool => !$token->isIgnorable()));
            foreach ($tokens as $at => $token) {
                $isName = $token->is([T_STRING, T_NAME_FULLY_QUALIFIED, T_EVAL]);
                $isCall = ($tokens[$at + 1]->text ?? '') === '(';
                $before = $tokens[$at - 1] ?? null;
                if ($isName && $isCall && $before?->is([T_OBJECT_OPERATOR, T_NULLSAFE_OBJECT_OPERATOR, T_DOUBLE_COLON, T_FUNCTION, T_NEW]) !== true) {
                    yield [$file, $token->line, strtolower(ltrim($token->text, '\\'))];
                }
            }
        }
    }
}
