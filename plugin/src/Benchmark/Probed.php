<?php

/** The answer to one probe, proven to come from this site's own engine for this very request. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Engine\ProbeSignature;
use DynamicCache\Findings\LoopbackReply;

final class Probed
{
    /** Header lines that evidence shows. */
    private const SHOWN = ['x-dynamic-cache', 'cache-status', 'age', 'etag', 'content-type', 'location'];

    /**
     * @param string $key of the page as a visitor has it; '' where the request passed the cache by
     * @param int $wallMicros from the engine's first look to the first byte
     * @param int $cpuMicros of the processor in between
     * @param int|null $queries of the database; null where WordPress was not asked
     */
    private function __construct(
        public readonly string $url,
        public readonly LoopbackReply $reply,
        public readonly string $key,
        public readonly int $wallMicros,
        public readonly int $cpuMicros,
        public readonly ?int $queries,
    ) {}

    /** Null unless the answer is signed for this nonce. */
    public static function of(string $url, LoopbackReply $reply, string $nonce, #[\SensitiveParameter] string $secret): ?self
    {
        $text = $reply->header(strtolower(ProbeSignature::ANSWER));
        if (preg_match('/;key=([0-9a-f]{64}|-);wall=([0-9]{1,15});cpu=([0-9]{1,15});queries=([0-9]{1,9}|-);/', $text, $match) !== 1) {
            return null;
        }
        [, $key, $wall, $cpu, $queries] = $match;
        $genuine = ProbeSignature::sign_answer($nonce, $key, (int) $wall, (int) $cpu, $queries, $secret);

        return hash_equals($genuine, $text)
            ? new self($url, $reply, $key === '-' ? '' : $key, (int) $wall, (int) $cpu, $queries === '-' ? null : (int) $queries)
            : null;
    }

    /** First word of `X-Dynamic-Cache`: hit, stale, miss or bypass. */
    public function outcome(): string
    {
        return explode(';', $this->reply->header('x-dynamic-cache'))[0];
    }

    /** Share of the time in which the processor worked for it, in percent. */
    public function cpu_percent(): float
    {
        return $this->wallMicros === 0 ? 0.0 : 100 * $this->cpuMicros / $this->wallMicros;
    }

    /** @return array<string, string> what evidence shows of the headers */
    public function shown_headers(): array
    {
        $headers = [];
        foreach (self::SHOWN as $name) {
            $value = $this->reply->header($name);
            if ($value !== '') {
                $headers[$name] = $value;
            }
        }

        return $headers;
    }
}
