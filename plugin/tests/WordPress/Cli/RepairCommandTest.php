<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Cli;

final class RepairCommandTest extends CliTestCase
{
    public function test_files_that_are_gone_are_put_back(): void
    {
        self::done('enable');
        $dropin = self::wp()->wordpress->root . '/wp-content/advanced-cache.php';
        unlink($dropin);
        self::done('repair');

        self::assertFileExists($dropin);
    }

    public function test_what_cannot_be_repaired_is_refused_with_its_reason(): void
    {
        self::assertStringContainsString('The edge is off', self::refused('repair', 'edge')->err);
        self::refused('repair', 'everything');
    }

    public function test_WP_11_a_dropin_of_another_plugin_is_not_written_over(): void
    {
        self::done('enable');
        $dropin = self::wp()->wordpress->root . '/wp-content/advanced-cache.php';
        file_put_contents($dropin, '<?php // theirs');
        $refused = self::refused('repair');
        $left = file_get_contents($dropin);
        unlink($dropin);

        self::assertSame('<?php // theirs', $left);
        self::assertStringContainsString("Another plugin's drop-in", $refused->err);
    }

    public function test_a_single_site_is_no_network(): void
    {
        foreach ([['status', '--network'], ['purge', '--all', '--network']] as $words) {
            self::assertStringContainsString('single site', self::refused(...$words)->err);
        }
    }
}
