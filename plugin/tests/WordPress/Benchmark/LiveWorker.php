<?php

/** The Worker as it is, or broken on purpose, in workerd: a process that ends with the test. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

final class LiveWorker
{
    public const BOOTSTRAP = 'bootstrap-secret-of-a-test-bootstrap-secret';

    /**
     * @param resource $process
     * @param resource $input
     */
    private function __construct(public readonly string $url, private readonly string $folder, private $process, private $input) {}

    /** @param string ...$breakage file below worker/src, what stands there, and what stands there instead; none = as it is */
    public static function start(string $folder, int $port, string ...$breakage): self
    {
        $root = dirname(__DIR__, 4);
        $command = ["{$root}/node_modules/.bin/node", "{$root}/scripts/tests/worker-alone.ts", (string) $port, $folder, self::BOOTSTRAP, ...array_values($breakage)];
        $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], ['file', "{$folder}-errors", 'w']], $pipes, $root);
        if ($process === false) {
            throw new \RuntimeException('The Worker does not start.');
        }
        if (fgets($pipes[1]) !== "ready\n") {
            proc_terminate($process);
            throw new \RuntimeException('The Worker does not start: ' . file_get_contents("{$folder}-errors"));
        }

        return new self("http://127.0.0.1:{$port}", $folder, $process, $pipes[0]);
    }

    /** Its databases and copies stay for the next one in the same folder. */
    public function stop(): void
    {
        fclose($this->input);
        proc_close($this->process);
        @unlink("{$this->folder}-errors");
    }
}
