<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\ConnectionState;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\Registration;
use DynamicCache\Edge\Rotation;

final class RegistrationTest extends EdgeTestCase
{
    public function test_asks_the_worker_with_the_bootstrap_secret_and_waits(): void
    {
        update_option('blogname', 'Fish &amp; Chips');
        $this->worker->answers(202, ['siteId' => 'site-7', 'status' => 'verifying']);
        $this->registration()->begin(self::URL, 3.0);

        $sent = $this->worker->last();
        self::assertSame(['POST', self::URL . '/api/plugin/live/register'], [$sent->method, $sent->url]);
        self::assertSame('Bearer ' . self::BOOTSTRAP, $sent->header('Authorization'));
        self::assertSame('', $sent->header('X-Plugin-Signature'));
        self::assertSame('{"site_url":"http://127.0.0.1:8899","name":"Fish & Chips","capabilities":["cache"]}', $sent->body);
        self::assertSame('site-7', Credentials::load()->verifying());
        self::assertNull(Credentials::load()->engine_part());
    }

    public function test_fetches_the_key_and_tells_everybody(): void
    {
        $changes = did_action('dynamic_cache_edge_changed');
        $this->begin();
        $this->worker->answers(200, ['status' => 'verifying'])->answers(200, ['status' => 'active', 'kid' => 'k-9', 'secret' => FakeWorker::SECRET]);
        $this->registration()->poll(3.0);
        self::assertSame(ConnectionState::Verifying, Credentials::load()->state());
        $this->registration()->poll(3.0);

        self::assertSame(['GET', self::URL . '/api/plugin/live/register/site-7'], [$this->worker->last()->method, $this->worker->last()->url]);
        self::assertSame('Bearer ' . self::BOOTSTRAP, $this->worker->last()->header('Authorization'));
        self::assertSame(ConnectionState::Active, Credentials::load()->state());
        self::assertSame($changes + 1, did_action('dynamic_cache_edge_changed'));
        self::assertNull(Credentials::load()->verifying());
        $derive = static fn(string $purpose): string => bin2hex(hash_hkdf('sha256', FakeWorker::SECRET, 32, "dynamic-cache/v1/{$purpose}", ''));
        self::assertSame(
            ['kid' => 'k-9', 'fill_key' => $derive('fill'), 'marker_key' => $derive('store-marker'), 'probe_key' => $derive('probe')],
            Credentials::load()->engine_part(),
        );
    }

    public function test_the_secret_is_nowhere_to_be_read(): void
    {
        $key = $this->register();

        self::assertStringNotContainsString(FakeWorker::SECRET, (string) json_encode(get_option(Credentials::OPTION)));
        self::assertStringNotContainsString(FakeWorker::SECRET, print_r($key, true) . print_r(Credentials::load(), true));
    }

    public function test_a_site_without_the_bootstrap_secret_says_so_and_calls_nobody(): void
    {
        putenv('DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET');
        $this->registration()->begin(self::URL, 3.0);

        self::assertSame([], $this->worker->calls());
        self::assertSame([ConnectionState::Failed, 'missing_bootstrap_secret'], [Credentials::load()->state(), Credentials::load()->error]);
    }

    public function test_a_worker_that_does_not_answer_is_asked_again_with_growing_pauses(): void
    {
        $this->worker->is_down();
        $this->registration()->begin(self::URL, 3.0);
        self::assertSame('connection refused', Credentials::load()->error);

        $this->now += 119;
        $this->registration()->begin_again(self::URL, 3.0);
        self::assertCount(1, $this->worker->sent);
        $this->now += 1;
        $this->worker->is_down();
        $this->registration()->begin_again(self::URL, 3.0);
        self::assertCount(2, $this->worker->sent);
        $this->now += 239;
        $this->registration()->begin_again(self::URL, 3.0);
        self::assertCount(2, $this->worker->sent);
    }

    public function test_a_challenge_that_came_too_early_is_begun_again_but_not_for_ever(): void
    {
        $this->begin();
        foreach (['site-8', 'site-9'] as $next) {
            $this->worker->answers(200, ['status' => 'failed', 'error' => 'challenge_not_found'])->answers(202, ['siteId' => $next, 'status' => 'verifying']);
            $this->registration()->poll(3.0);
            self::assertSame($next, Credentials::load()->verifying());
        }
        $this->worker->answers(200, ['status' => 'failed', 'error' => 'challenge_not_found']);
        $this->registration()->poll(3.0);

        self::assertSame([ConnectionState::Failed, 'challenge_not_found'], [Credentials::load()->state(), Credentials::load()->error]);
    }

    public function test_a_secret_that_was_lost_on_its_way_is_asked_for_anew(): void
    {
        $this->begin();
        $this->worker->answers(200, ['status' => 'active', 'kid' => 'k-9', 'secret' => null])->answers(202, ['siteId' => 'site-7', 'status' => 'verifying']);
        $this->registration()->poll(3.0);

        self::assertSame(ConnectionState::Verifying, Credentials::load()->state());
        self::assertSame('POST', $this->worker->last()->method);
    }

    public function test_a_key_of_another_form_is_not_taken(): void
    {
        foreach ([['kid' => 'k 9', 'secret' => FakeWorker::SECRET], ['kid' => 'k-9', 'secret' => 'short'], ['kid' => 'k-9', 'secret' => '']] as $key) {
            $this->begin();
            $this->worker->answers(200, ['status' => 'active'] + $key)->is_down();
            $this->registration()->poll(3.0);
            self::assertNull(Credentials::load()->key());
            Credentials::forget();
        }
    }

    public function test_leaving_removes_the_key_here_and_the_data_there(): void
    {
        $this->register();
        $this->worker->answers(200, ['ok' => true]);
        $this->registration()->end(3.0);

        $sent = $this->worker->last();
        self::assertSame(['DELETE', self::URL . '/api/plugin/site', ''], [$sent->method, $sent->url, $sent->body]);
        self::assertSame('', $sent->header('Content-Type'));
        self::assertStringStartsWith('v1=k-1:', $sent->header('X-Plugin-Signature'));
        self::assertFalse(get_option(Credentials::OPTION));
    }

    public function test_a_key_that_could_not_be_given_back_proves_the_site_when_it_comes_again(): void
    {
        $this->register();
        $this->worker->is_down();
        $this->registration()->end(3.0);
        self::assertSame(ConnectionState::Off, Credentials::load()->state());
        self::assertNull(Credentials::load()->engine_part());

        $this->worker->answers(202, ['siteId' => 'site-1', 'status' => 'verifying']);
        $this->registration()->begin(self::URL, 3.0);
        self::assertStringStartsWith('v1=k-1:', $this->worker->last()->header('X-Plugin-Signature'));
        self::assertSame('Bearer ' . self::BOOTSTRAP, $this->worker->last()->header('Authorization'));
    }

    public function test_a_key_is_never_shown_to_another_worker(): void
    {
        $this->register();
        $this->worker->is_down();
        $this->registration()->end(3.0);

        $this->worker->is_down();
        $this->registration()->begin('https://other.example.com', 3.0);
        self::assertSame('', $this->worker->last()->header('X-Plugin-Signature'));
    }

    public function test_a_worker_that_does_not_know_the_site_any_more_needs_no_goodbye(): void
    {
        $this->register();
        $this->worker->answers(401, ['ok' => false, 'error' => 'signature_mismatch']);
        $this->registration()->end(3.0);

        self::assertFalse(get_option(Credentials::OPTION));
    }

    public function test_a_damaged_option_is_no_registration(): void
    {
        foreach (['text', ['state' => 'active'], ['state' => 7, 'url' => []], ['state' => 'active', 'url' => self::URL, 'site_id' => 's', 'kid' => 'k', 'secret' => 'enc:v1:AAAA']] as $damaged) {
            update_option(Credentials::OPTION, $damaged);
            self::assertNull(Credentials::load()->engine_part());
            self::assertNull(Credentials::load()->verifying());
        }
    }

    private function registration(): Registration
    {
        return new Registration($this->client(), fn(): int => $this->now, new Rotation($this->client()));
    }

    private function begin(): void
    {
        $this->worker->answers(202, ['siteId' => 'site-7', 'status' => 'verifying']);
        $this->registration()->begin(self::URL, 3.0);
    }
}
