<?php

/** An HTTP response as it came over the wire. */

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

final class HttpReply
{
    /** @param list<string> $lines header lines */
    private function __construct(public readonly int $status, private readonly array $lines, public readonly string $body) {}

    public static function parse(string $bytes): self
    {
        [$head, $body] = [...explode("\r\n\r\n", $bytes, 2), ''];
        $lines = explode("\r\n", $head);
        $status = (int) substr(array_shift($lines), 9, 3);

        return new self($status, $lines, $body);
    }

    /** The values of a header, joined; null when there is none. */
    public function header(string $name): ?string
    {
        $values = [];
        foreach ($this->lines as $line) {
            [$lineName, $value] = [...explode(':', $line, 2), ''];
            if (strcasecmp($lineName, $name) === 0) {
                $values[] = trim($value);
            }
        }

        return $values === [] ? null : implode(', ', $values);
    }

    /** The body without its content coding. */
    public function text(): string
    {
        $text = $this->header('Content-Encoding') === 'gzip' ? gzdecode($this->body) : $this->body;

        return $text === false ? throw new \UnexpectedValueException('The body is no gzip.') : $text;
    }

    /** Header lines by which two answers can be compared: without those that name a moment or an outcome. */
    public function lasting_headers(): string
    {
        $isLasting = static fn(string $line): bool
            => preg_match('/^(Date|Age|X-Dynamic-Cache|Cache-Status|Connection|Last-Modified):/i', $line) === 0;
        $lines = array_filter($this->lines, $isLasting);
        sort($lines);

        return implode("\n", $lines);
    }
}
