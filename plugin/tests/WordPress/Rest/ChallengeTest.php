<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Rest;

use DynamicCache\Rest\AnswerChallenge;
use DynamicCache\Rest\Refusal;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class ChallengeTest extends TestCase
{
    protected function setUp(): void
    {
        putenv('DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET=bootstrap-secret-of-a-test');
    }

    protected function tearDown(): void
    {
        putenv('DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET');
    }

    public function test_proves_that_the_site_knows_the_bootstrap_secret(): void
    {
        $answer = self::ask('site-1', 'site-1')->body['answer'] ?? null;
        // RFC 5869 by hand: one block of HKDF-SHA256 with an empty salt.
        $extracted = hash_hmac('sha256', 'bootstrap-secret-of-a-test', str_repeat("\0", 32), true);
        $key = hash_hmac('sha256', "dynamic-cache/v1/challenge\x01", $extracted, true);

        self::assertSame(hash_hmac('sha256', 'site-1', $key), $answer);
    }

    /** @return iterable<string, array{string, string|null, string}> */
    public static function refusals(): iterable
    {
        yield 'another id' => ['site-2', 'site-1', 'secret'];
        yield 'nothing under verification' => ['site-1', null, 'secret'];
        yield 'no bootstrap secret' => ['site-1', 'site-1', ''];
    }

    #[DataProvider('refusals')]
    public function test_answers_nobody_else(string $asked, ?string $verifying, string $secret): void
    {
        putenv('DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET' . ($secret === '' ? '' : "={$secret}"));
        try {
            self::ask($asked, $verifying);
            self::fail('It answered.');
        } catch (Refusal $refusal) {
            self::assertSame([404, 'not_found'], [$refusal->status, $refusal->error]);
        }
    }

    private static function ask(string $id, ?string $verifying): \DynamicCache\Rest\Answer
    {
        $request = new \WP_REST_Request('GET', "/dynamic-cache/v1/challenge/{$id}");
        $request->set_url_params(['id' => $id]);

        return (new AnswerChallenge(static fn(): ?string => $verifying))->answer($request);
    }
}
