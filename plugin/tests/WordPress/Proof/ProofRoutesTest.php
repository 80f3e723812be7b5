<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Proof;

use DynamicCache\Proof\Check;
use DynamicCache\Proof\Evidence;
use DynamicCache\Proof\Mode;
use DynamicCache\Proof\Outcome;
use DynamicCache\Proof\Proofs;
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

    public function test_the_list_says_how_many_there_are_of_what_was_asked_for(): void
    {
        $this->become('administrator');
        foreach ([Outcome::Same, Outcome::Same, Outcome::Different, Outcome::Waiting] as $outcome) {
            self::check($outcome);
        }
        $totals = array_map(fn(string $query): array => [$this->rest('GET', "/proof?per_page=1{$query}")->at('total'), $this->rest('GET', "/proof?per_page=1{$query}")->at('checks.1')], ['', '&outcome=same', '&outcome=waiting', '&outcome=moved']);

        self::assertSame([[3, null], [2, null], [1, null], [0, null]], $totals);
    }

    private static function check(Outcome $outcome): void
    {
        $id = Proofs::ask(Mode::Hit, home_url('/menu/'), '', time());
        Proofs::conclude(new Check($id, Mode::Hit, $outcome, home_url('/menu/'), '', time(), time(), new Evidence('- old')));
    }
}
