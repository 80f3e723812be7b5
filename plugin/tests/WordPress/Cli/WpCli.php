<?php

/** Runs `wp` on a WordPress of its own, as a process, the way somebody at a shell does. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Cli;

use DynamicCache\Tests\WordPress\ThrowAwayWordPress;

final class WpCli
{
    private function __construct(public readonly ThrowAwayWordPress $wordpress) {}

    public static function on_a_new_site(): self
    {
        $wordpress = ThrowAwayWordPress::copy_of((string) getenv('WP_TEST_DIR'), dirname(__DIR__, 3));
        $wordpress->install();

        return new self($wordpress);
    }

    /** On a site that somebody else made, and deletes. */
    public static function on(ThrowAwayWordPress $wordpress): self
    {
        return new self($wordpress);
    }

    /** @param string ...$words behind `wp dynamic-cache` */
    public function run(string ...$words): WpCliAnswer
    {
        return $this->pipe('', ...$words);
    }

    /** With something on stdin. */
    public function pipe(string $input, string ...$words): WpCliAnswer
    {
        return $this->wp($input, 'dynamic-cache', ...$words);
    }

    /** Any command of WP-CLI. */
    public function wp(string $input, string ...$words): WpCliAnswer
    {
        $command = [PHP_BINARY, dirname(__DIR__, 4) . '/scripts/wp-cli/wp.php', "--path={$this->wordpress->root}", ...array_values($words)];
        $files = ['out' => tmpfile(), 'err' => tmpfile()];
        $process = proc_open($command, [['pipe', 'r'], $files['out'], $files['err']], $pipes, null, ['PAGER' => 'cat', 'COLUMNS' => '120'] + getenv());
        if ($process === false || $files['out'] === false || $files['err'] === false) {
            throw new \RuntimeException('WP-CLI does not start.');
        }
        fwrite($pipes[0], $input);
        fclose($pipes[0]);
        $code = proc_close($process);
        rewind($files['out']);
        rewind($files['err']);

        return new WpCliAnswer($code, (string) stream_get_contents($files['out']), (string) stream_get_contents($files['err']));
    }

    public function delete(): void
    {
        $this->wordpress->delete((int) getmypid());
    }
}
