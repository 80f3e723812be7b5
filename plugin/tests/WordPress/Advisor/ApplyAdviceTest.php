<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Advisor;

use DynamicCache\Advisor\Tunable;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\RestAnswer;
use PHPUnit\Framework\Attributes\DataProvider;

/** Nothing happens until a person applies it, and what was applied can be taken back. */
final class ApplyAdviceTest extends AdvisorTestCase
{
    public function test_reading_advice_changes_nothing(): void
    {
        $this->pages();
        self::full_disk();
        $revision = $this->rest('GET', '/settings')->text('revision');
        foreach (['routes', 'preload', 'benchmark', 'tuning'] as $kind) {
            self::assertSame($revision, $this->advice($kind)->text('revision'));
        }

        self::assertSame($revision, $this->rest('GET', '/settings')->text('revision'));
    }

    public function test_what_was_suggested_is_applied_and_undone(): void
    {
        self::full_disk();
        $advice = $this->advice('tuning');
        $change = self::suggestions($advice)[0]['change'] ?? null;
        self::assertIsArray($change);
        $applied = $this->apply([['setting' => $change['setting'] ?? '', 'value' => $change['to'] ?? null]], $advice->text('revision'));

        self::assertSame([200, [$change], [$change]], [$applied->status, $applied->at('changed'), $applied->at('applied.changes')]);
        self::assertSame(2_147_483_648, $this->rest('GET', '/settings')->at('settings.disk.max_bytes'));

        $undone = $this->rest('POST', '/advisor/undo', [], ['If-Match' => $applied->text('revision')]);
        self::assertSame([200, [$change], [], null], [$undone->status, $undone->at('changed'), $undone->at('kept'), $undone->at('applied')]);
        self::assertSame(1_073_741_824, $this->rest('GET', '/settings')->at('settings.disk.max_bytes'));
    }

    public function test_a_path_that_is_kept_out_goes_beside_those_of_the_owner_and_comes_out_alone(): void
    {
        $this->pages();
        self::assertSame(200, $this->patch_settings(['exclude' => ['paths' => ['/mine/*']]])->status);
        $advice = $this->advice('routes');
        $change = self::suggestions($advice)[0]['change'] ?? null;
        self::assertSame(['setting' => 'exclude.paths', 'from' => null, 'to' => '/cart/'], $change);
        $applied = $this->apply([['setting' => 'exclude.paths', 'value' => '/cart/']], $advice->text('revision'));
        self::assertSame(['/mine/*', '/cart/'], $this->rest('GET', '/settings')->at('settings.exclude.paths'));
        self::assertNull(self::suggestions($this->advice('routes'))[0]['change'] ?? null, 'It is not suggested again.');

        self::assertSame(200, $this->patch_settings(['exclude' => ['paths' => ['/mine/*', '/cart/', '/later/']]])->status);
        self::assertSame(200, $this->undo()->status);
        self::assertSame(['/mine/*', '/later/'], $this->rest('GET', '/settings')->at('settings.exclude.paths'));
        self::assertSame(200, $applied->status);
    }

    public function test_what_the_owner_has_set_since_stays(): void
    {
        $this->apply([['setting' => 'ttl.page', 'value' => 7200], ['setting' => 'ttl.not_found', 'value' => 30]]);
        self::assertSame(200, $this->patch_settings(['ttl' => ['page' => 9000]])->status);
        $undone = $this->undo();

        self::assertSame([200, [['setting' => 'ttl.not_found', 'from' => 0, 'to' => 30]], [['setting' => 'ttl.page', 'from' => 604800, 'to' => 7200]]], [$undone->status, $undone->at('changed'), $undone->at('kept')]);
        self::assertSame([9000, 0], [$this->rest('GET', '/settings')->at('settings.ttl.page'), $this->rest('GET', '/settings')->at('settings.ttl.not_found')]);
    }

    public function test_two_applications_are_undone_one_by_one(): void
    {
        $this->apply([['setting' => 'ttl.page', 'value' => 7200]]);
        $this->apply([['setting' => 'ttl.page', 'value' => 3600]]);

        self::assertSame(200, $this->undo()->status);
        self::assertSame(7200, $this->rest('GET', '/settings')->at('settings.ttl.page'));
        self::assertSame(200, $this->undo()->status);
        self::assertSame(604_800, $this->rest('GET', '/settings')->at('settings.ttl.page'));
        self::assertSame([409, 'nothing_to_undo'], [$this->undo()->status, $this->undo()->at('error')]);
    }

    public function test_an_option_that_somebody_wrote_into_cannot_set_anything_else(): void
    {
        update_option('dynamic_cache_advice_applied', [['at' => 1, 'changes' => [['setting' => 'enabled', 'from' => false, 'to' => true], 'text']], 'text']);

        self::assertSame('nothing_to_undo', $this->undo()->text('error'));
    }

    public function test_the_state_that_the_suggestion_was_made_for_has_to_be_named(): void
    {
        $revision = $this->rest('GET', '/settings')->text('revision');
        self::assertSame(428, $this->rest('POST', '/advisor/apply', ['changes' => [['setting' => 'ttl.page', 'value' => 7200]]])->status);
        self::assertSame(428, $this->rest('POST', '/advisor/undo', [])->status);
        self::assertSame(200, $this->patch_settings(['ttl' => ['grace' => 7200]])->status);
        $late = $this->apply([['setting' => 'ttl.page', 'value' => 7200]], $revision);

        self::assertSame([412, 'revision_conflict'], [$late->status, $late->at('error')]);
        self::assertSame(604_800, $this->rest('GET', '/settings')->at('settings.ttl.page'));
        self::assertNull($this->advice('tuning')->at('applied'), 'What was refused is not remembered.');
    }

    /** @return iterable<string, array{mixed}> members of one change */
    public static function no_suggestions(): iterable
    {
        yield 'another setting' => [['setting' => 'enabled', 'value' => 0]];
        yield 'a secret' => [['setting' => 'edge.zone_token', 'value' => 'mine']];
        yield 'the browser' => [['setting' => 'ttl.browser', 'value' => 3600]];
        yield 'a text for a number' => [['setting' => 'ttl.page', 'value' => '7200']];
        yield 'a number for a path' => [['setting' => 'exclude.paths', 'value' => 7]];
        yield 'too little' => [['setting' => 'ttl.page', 'value' => 3599]];
        yield 'too much' => [['setting' => 'ttl.page', 'value' => 2_592_001]];
        yield 'a fraction' => [['setting' => 'ttl.page', 'value' => 7200.5]];
        yield 'what is set' => [['setting' => 'ttl.page', 'value' => 604_800]];
        yield 'every path' => [['setting' => 'exclude.paths', 'value' => '/*']];
        yield 'the front page' => [['setting' => 'exclude.paths', 'value' => '/']];
        yield 'no path' => [['setting' => 'exclude.paths', 'value' => 'cart']];
        yield 'a line break' => [['setting' => 'exclude.paths', 'value' => "/a\nb"]];
        yield 'another member' => [['setting' => 'ttl.page', 'value' => 7200, 'and' => 1]];
        yield 'no object' => ['ttl.page'];
    }

    #[DataProvider('no_suggestions')]
    public function test_what_no_suggestion_can_be_is_refused_with_the_rest(mixed $change): void
    {
        $revision = $this->rest('GET', '/settings')->text('revision');
        $answer = $this->apply([['setting' => 'ttl.grace', 'value' => 7200], $change]);

        self::assertSame([400, 'invalid_body'], [$answer->status, $answer->at('error')]);
        self::assertStringStartsWith('changes.1', $answer->wrong_paths()[0] ?? '');
        self::assertSame($revision, $this->rest('GET', '/settings')->text('revision'));
    }

    public function test_one_setting_twice_is_refused(): void
    {
        self::assertSame(400, $this->apply([['setting' => 'ttl.page', 'value' => 7200], ['setting' => 'ttl.page', 'value' => 3600]])->status);
    }

    /** @return iterable<string, array{Tunable}> */
    public static function tunables(): iterable
    {
        foreach (Tunable::cases() as $tunable) {
            yield $tunable->value => [$tunable];
        }
    }

    #[DataProvider('tunables')]
    public function test_the_bounds_of_a_suggestion_lie_inside_those_of_the_setting(Tunable $tunable): void
    {
        foreach ($tunable->bounds() as $value) {
            $answer = $this->apply([['setting' => $tunable->value, 'value' => $value]]);
            $isSet = (float) $tunable->current(SettingsRepository::of_site()->all()) === (float) $value;

            self::assertTrue($isSet && in_array($answer->status, [200, 400], true), $tunable->value . ': ' . json_encode($answer->body));
        }
    }

    /** @return iterable<string, array{string, string, array<mixed>|null}> */
    public static function routes(): iterable
    {
        foreach (['routes', 'preload', 'benchmark', 'tuning'] as $kind) {
            yield $kind => ['GET', "/advisor/{$kind}?source=ai", null];
        }
        yield 'apply' => ['POST', '/advisor/apply', ['changes' => [['setting' => 'ttl.page', 'value' => 7200]]]];
        yield 'undo' => ['POST', '/advisor/undo', []];
    }

    /** @param array<mixed>|null $body */
    #[DataProvider('routes')]
    public function test_only_who_manages_the_cache_gets_in(string $method, string $path, ?array $body): void
    {
        $this->says(['changes' => []]);
        $revision = $this->rest('GET', '/settings')->text('revision');
        $statuses = [];
        foreach (['', 'subscriber', 'author', 'editor'] as $role) {
            $role === '' ? wp_set_current_user(0) : $this->become($role);
            $statuses[] = $this->rest($method, $path, $body, ['If-Match' => $revision])->status;
        }

        self::assertSame([401, 403, 403, 403], $statuses);
        self::assertSame([[], $revision], [$this->sent, SettingsRepository::of_site()->revision()]);
    }

    public function test_a_query_that_is_not_understood_is_refused(): void
    {
        foreach (['source=model', 'budget=0', 'budget=3601', 'budget=ten', 'budget[]=1', 'other=1'] as $query) {
            $answer = $this->rest('GET', "/advisor/preload?{$query}");
            self::assertSame([400, 'invalid_query'], [$answer->status, $answer->at('error')], $query);
        }
        self::assertSame(404, $this->rest('GET', '/advisor/everything')->status);
    }

    /** @param list<mixed> $changes */
    private function apply(array $changes, ?string $revision = null): RestAnswer
    {
        return $this->rest('POST', '/advisor/apply', ['changes' => $changes], ['If-Match' => $revision ?? $this->rest('GET', '/settings')->text('revision')]);
    }

    private function undo(): RestAnswer
    {
        return $this->rest('POST', '/advisor/undo', [], ['If-Match' => $this->rest('GET', '/settings')->text('revision')]);
    }
}
