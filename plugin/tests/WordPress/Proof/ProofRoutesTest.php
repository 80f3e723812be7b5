<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Proof;

use DynamicCache\Tests\WordPress\WordPressTestCase;

final class ProofRoutesTest extends WordPressTestCase
{
    public function test_only_who_manages_the_cache_sees_and_starts_checks(): void
    {
        foreach (['subscriber', 'editor'] as $role) {
            $this->become($role);
            foreach ([['GET', '/proof', null], ['GET', '/proof/1', null], ['POST', '/proof', []]] as [$method, $path, $body]) {
                self::assertSame(403, $this->rest($method, $path, $body)->status, "{$role} {$method} {$path}");
            }
        }
    }

    public function test_a_week_without_checks_says_so(): void
    {
        $this->become('administrator');
        $answer = $this->rest('GET', '/proof');

        self::assertSame(200, $answer->status);
        self::assertSame('0 pages checked this week, 0 differences.', $this->rest('GET', '/status')->text('proof.sentence'));
    }

    public function test_what_is_no_request_is_refused_with_its_place(): void
    {
        $this->become('administrator');

        self::assertSame(400, $this->rest('GET', '/proof?outcome=wrong')->status);
        self::assertSame(400, $this->rest('POST', '/proof', ['url' => 5])->status);
        self::assertSame(400, $this->rest('POST', '/proof', ['url' => 'https://elsewhere.example/'])->status);
        self::assertSame(400, $this->rest('POST', '/proof', ['other' => true])->status);
        self::assertSame(404, $this->rest('GET', '/proof/1')->status);
    }
}
