<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Rest;

use DynamicCache\Database;
use DynamicCache\Settings\RevisionConflict;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class SettingsRoutesTest extends WordPressTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->become('administrator');
    }

    public function test_reads_every_setting_with_its_default(): void
    {
        $answer = $this->rest('GET', '/settings');

        self::assertSame(200, $answer->status);
        self::assertSame(604800, $answer->at('settings.ttl.page'));
        self::assertContains('utm_*', (array) $answer->at('settings.query.ignore'));
        self::assertNull($answer->at('settings.variants.device'));
        self::assertMatchesRegularExpression('/^[0-9a-f]{16}$/', $answer->text('revision'));
    }

    public function test_saves_what_is_named_and_keeps_the_rest(): void
    {
        $this->patch_settings(['ttl' => ['page' => 600]]);
        $answer = $this->patch_settings(['ttl' => ['grace' => 30]]);

        self::assertSame(200, $answer->status);
        self::assertSame(600, $answer->at('settings.ttl.page'));
        self::assertSame(30, $answer->at('settings.ttl.grace'));
        self::assertSame(600, SettingsRepository::of_site()->all()->ttl->page);
    }

    public function test_null_takes_a_setting_back_to_its_default(): void
    {
        $this->patch_settings(['ttl' => ['page' => 600]]);

        self::assertSame(604800, $this->patch_settings(['ttl' => ['page' => null]])->at('settings.ttl.page'));
    }

    public function test_every_save_has_a_revision_of_its_own(): void
    {
        $revisions = [$this->rest('GET', '/settings')->text('revision')];
        foreach ([600, 700, 600, 600] as $page) {
            $revisions[] = $this->patch_settings(['ttl' => ['page' => $page]])->text('revision');
        }

        self::assertSame($revisions, array_unique($revisions));
    }

    public function test_the_second_of_two_administrators_is_told(): void
    {
        $seen = $this->rest('GET', '/settings')->text('revision');
        $first = $this->rest('PATCH', '/settings', ['ttl' => ['page' => 600]], ['If-Match' => "\"{$seen}\""]);
        $second = $this->rest('PATCH', '/settings', ['ttl' => ['page' => 700]], ['If-Match' => $seen]);

        self::assertSame([200, 412], [$first->status, $second->status]);
        self::assertSame('revision_conflict', $second->at('error'));
        self::assertSame($first->text('revision'), $second->at('revision'));
        self::assertSame(600, $this->rest('GET', '/settings')->at('settings.ttl.page'));
    }

    public function test_a_save_that_lands_between_reading_and_writing_wins(): void
    {
        $this->patch_settings(['ttl' => ['page' => 500]]);
        $repository = SettingsRepository::of_site();
        $seen = $repository->fresh();
        $ours = $repository->patched($seen, (object) ['ttl' => (object) ['page' => 600]]);
        $repository->replace($seen, $repository->patched($seen, (object) ['ttl' => (object) ['page' => 700]]));

        try {
            $repository->replace($seen, $ours);
            self::fail('The older state was written over the newer one.');
        } catch (RevisionConflict $conflict) {
            self::assertSame($repository->revision(), $conflict->current);
            self::assertSame(700, $repository->all()->ttl->page);
        }
    }

    public function test_of_two_first_saves_one_wins(): void
    {
        $repository = SettingsRepository::of_site();
        $nothing = $repository->stored();
        self::write_option_row('{"counter":1,"values":{"ttl":{"page":700}}}', false);

        $this->expectException(RevisionConflict::class);
        try {
            $repository->replace($nothing, $repository->patched($nothing, (object) ['ttl' => (object) ['page' => 600]]));
        } finally {
            self::assertSame(700, SettingsRepository::of_site()->all()->ttl->page);
        }
    }

    public function test_a_change_must_say_what_it_was_made_from(): void
    {
        $answer = $this->rest('PATCH', '/settings', ['ttl' => ['page' => 600]]);

        self::assertSame([428, 'revision_required'], [$answer->status, $answer->at('error')]);
        self::assertSame(604800, $this->rest('GET', '/settings')->at('settings.ttl.page'));
    }

    public function test_one_wrong_member_saves_nothing_and_is_named(): void
    {
        $answer = $this->patch_settings(['ttl' => ['page' => 600, 'grace' => '30'], 'nonsense' => 1]);

        self::assertSame([400, 'invalid_settings'], [$answer->status, $answer->at('error')]);
        self::assertEqualsCanonicalizing(['ttl.grace', 'nonsense'], $answer->wrong_paths());
        self::assertSame(604800, $this->rest('GET', '/settings')->at('settings.ttl.page'));
    }

    /** @return iterable<string, array{string, int, string}> */
    public static function bad_bodies(): iterable
    {
        yield 'broken JSON' => ['{"enabled":', 400, 'invalid_json'];
        yield 'a list' => ['[]', 400, 'invalid_json'];
        yield 'text' => ['"enabled"', 400, 'invalid_json'];
        yield 'nothing' => ['', 400, 'invalid_json'];
        yield 'invalid UTF-8' => ["{\"redis\":{\"host\":\"\xff\"}}", 400, 'invalid_json'];
        yield 'too deep' => [str_repeat('{"a":', 40) . '1' . str_repeat('}', 40), 400, 'invalid_json'];
        yield 'WP-06 one megabyte and more' => ['{"hosts":["' . str_repeat('a', 1_048_576) . '"]}', 413, 'body_too_large'];
    }

    #[DataProvider('bad_bodies')]
    public function test_refuses_a_body_that_is_no_json_object(string $body, int $status, string $error): void
    {
        $answer = $this->patch_settings($body);

        self::assertSame([$status, $error, false], [$answer->status, $answer->at('error'), $answer->at('ok')]);
    }

    /** @return iterable<string, array{string}> */
    public static function broken_options(): iterable
    {
        yield 'not JSON' => ['{{{'];
        yield 'another shape' => ['{"counter":1,"values":[]}'];
        yield 'wrong member' => ['{"counter":1,"values":{"ttl":{"page":"x"},"enabled":"yes","gone":1}}'];
        yield 'wrong deep inside' => ['{"counter":1,"values":{"variants":{"device":{"cookie":"a b"}},"exclude":{"paths":[1]}}}'];
    }

    #[DataProvider('broken_options')]
    public function test_R_49_a_corrupt_option_is_the_defaults_and_no_fatal(string $option): void
    {
        self::write_option_row($option);

        self::assertFalse(SettingsRepository::of_site()->all()->enabled);
        self::assertSame(604800, $this->rest('GET', '/settings')->at('settings.ttl.page'));
        self::assertSame(200, $this->patch_settings(['ttl' => ['page' => 600]])->status);
    }

    public function test_one_bad_member_of_the_option_costs_no_other(): void
    {
        self::write_option_row('{"counter":1,"values":{"ttl":{"page":"x","grace":30},"hosts":["a.example"]}}');

        self::assertSame(30, SettingsRepository::of_site()->all()->ttl->grace);
        self::assertSame(['a.example'], SettingsRepository::of_site()->all()->hosts);
    }

    public function test_tells_after_the_write_what_has_changed(): void
    {
        $heard = [];
        add_action('dynamic_cache_settings_changed', static function (mixed ...$arguments) use (&$heard): void {
            $heard[] = [...$arguments, SettingsRepository::of_site()->all()->ttl->page];
        }, 10, 2);
        $this->patch_settings(['ttl' => ['page' => 600]]);
        $this->patch_settings(['ttl' => ['page' => 1]]);

        self::assertCount(1, $heard);
        [$new, $old, $stored] = $heard[0];
        self::assertInstanceOf(Settings::class, $new);
        self::assertInstanceOf(Settings::class, $old);
        self::assertSame([600, 604800, 600], [$new->ttl->page, $old->ttl->page, $stored]);
    }

    public function test_nobody_stores_nonsense_past_the_api(): void
    {
        $this->patch_settings(['ttl' => ['page' => 600]]);
        update_option(SettingsRepository::OPTION, 'nonsense');

        self::assertSame(600, SettingsRepository::of_site()->all()->ttl->page);
    }

    /** Past every filter, as a broken import does it, or another request that this one knows nothing of. */
    private static function write_option_row(string $value, bool $isTold = true): void
    {
        $database = Database::connection();
        $database->delete($database->options, ['option_name' => SettingsRepository::OPTION]);
        $database->insert($database->options, [
            'option_name' => SettingsRepository::OPTION,
            'option_value' => $value,
            'autoload' => 'off',
        ]);
        if ($isTold) {
            wp_cache_flush();
        }
    }
}
