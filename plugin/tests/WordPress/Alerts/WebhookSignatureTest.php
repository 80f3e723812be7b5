<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Alerts;

use DynamicCache\Alerts\WebhookSignature;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class WebhookSignatureTest extends TestCase
{
    /** Computed apart from PHP: HMAC-SHA256 of Python's standard library. */
    public function test_it_is_the_known_answer_for_a_known_secret(): void
    {
        $headers = WebhookSignature::with('whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=')
            ?->headers('msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, '{"test": 2432232314}');

        self::assertSame([
            'webhook-id' => 'msg_p5jXN8AQM9LWM0D4loKWxJek',
            'webhook-timestamp' => '1614265330',
            'webhook-signature' => 'v1,ASIUAiaHOkbADwG8wp+azpVk6vxhRLG/tiLJdqO+U0U=',
        ], $headers);
    }

    /** @return iterable<string, array{string}> */
    public static function unusable(): iterable
    {
        yield 'none' => [''];
        yield 'without its beginning' => [base64_encode(str_repeat('k', 32))];
        yield 'too short' => ['whsec_' . base64_encode(str_repeat('k', 23))];
        yield 'too long' => ['whsec_' . base64_encode(str_repeat('k', 65))];
        yield 'no base64' => ['whsec_????????????????????????????????????????'];
    }

    #[DataProvider('unusable')]
    public function test_a_secret_that_is_none_signs_nothing(string $secret): void
    {
        self::assertNull(WebhookSignature::with($secret));
    }
}
