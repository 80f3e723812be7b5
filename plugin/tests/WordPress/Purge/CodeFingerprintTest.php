<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Reason;
use DynamicCache\Purge\Cause;
use DynamicCache\Purge\Upkeep\CodeFingerprint;

/** A deploy that tells nobody. */
final class CodeFingerprintTest extends PurgeTestCase
{
    private int $now = 1_800_000_000;

    private string $file = '';

    protected function setUp(): void
    {
        parent::setUp();
        $this->file = get_stylesheet_directory() . '/functions.php';
        $copy = $this->file . '.copy';
        // Not the file that all throw-away sites share.
        copy($this->file, $copy);
        rename($copy, $this->file);
        touch($this->file, 1_700_000_000);
        $this->look();
        $this->drain();
    }

    public function test_another_file_of_the_theme_purges_everything_a_minute_later_at_most(): void
    {
        touch($this->file, 1_700_000_001);

        $this->now += 30;
        $this->look();
        self::assertSame([], $this->flushed());

        $this->now += 30;
        $this->look();
        self::assertSame(['site'], $this->flushed());
    }

    public function test_says_why(): void
    {
        touch($this->file, 1_700_000_001);
        $this->now += 60;
        $this->look();

        $this->flushed();

        $row = \DynamicCache\Database::connection()->get_var('SELECT cause FROM ' . \DynamicCache\Database::table('purges') . ' ORDER BY id DESC LIMIT 1');
        self::assertSame(Cause::CODE, $row);
    }

    public function test_the_same_code_purges_nothing(): void
    {
        $this->now += 3600;
        $this->look();

        self::assertSame([], $this->flushed());
    }

    public function test_a_page_made_while_the_code_changes_is_not_stored(): void
    {
        touch($this->file, 1_700_000_001);
        $this->now += 60;
        $fill = new Fill();
        Fill::begin($fill);

        $this->look();

        self::assertSame(Reason::ChangedByOwnRender, $fill->refusal());
    }

    private function look(): void
    {
        (new CodeFingerprint(fn(): int => $this->now))->look();
    }
}
