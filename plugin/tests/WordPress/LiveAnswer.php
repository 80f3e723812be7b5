<?php

/** What came over the wire. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress;

use PHPUnit\Framework\Assert;

final class LiveAnswer
{
    private function __construct(
        public readonly int $status,
        public readonly string $head,
        public readonly string $body,
    ) {}

    public static function of(\CurlHandle $handle): self
    {
        $text = (string) curl_multi_getcontent($handle);
        $length = curl_getinfo($handle, CURLINFO_HEADER_SIZE);

        return new self(
            curl_getinfo($handle, CURLINFO_RESPONSE_CODE),
            substr($text, 0, $length),
            substr($text, $length),
        );
    }

    /** A member of the JSON body. */
    public function member(string $name): mixed
    {
        $body = json_decode($this->body, true);
        Assert::assertIsArray($body, $this->body);

        return $body[$name] ?? null;
    }

    public function text(string $name): string
    {
        $value = $this->member($name);
        Assert::assertIsString($value, $this->body);

        return $value;
    }

    public function header(string $name): string
    {
        return preg_match('/^' . preg_quote($name, '/') . ':[ \t]*(.*?)\r?$/mi', $this->head, $match) === 1 ? $match[1] : '';
    }
}
