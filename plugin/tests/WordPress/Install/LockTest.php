<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\Lock;
use DynamicCache\Tests\Store\NetworkFolder;
use DynamicCache\Tests\Store\TemporaryFolder;
use PHPUnit\Framework\TestCase;

final class LockTest extends TestCase
{
    private TemporaryFolder $folder;

    private string $file;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
        $this->file = "{$this->folder->path}/plugin.php";
        file_put_contents($this->file, '<?php');
        NetworkFolder::mount();
    }

    protected function tearDown(): void
    {
        NetworkFolder::unmount();
        $this->folder->delete();
    }

    public function test_one_has_it_on_a_network_file_system_too(): void
    {
        $lock = Lock::wait_for("network:/{$this->file}");
        self::assertNotNull($lock);
        $other = fopen($this->file, 'r+');
        self::assertNotFalse($other);
        self::assertFalse(flock($other, LOCK_EX | LOCK_NB));
        $lock->release();
        self::assertTrue(flock($other, LOCK_EX | LOCK_NB));
        self::assertStringEqualsFile($this->file, '<?php');
    }

    /** A plugin folder that PHP may not write to. */
    public function test_nobody_waits_for_a_lock_that_cannot_be_had(): void
    {
        NetworkFolder::$isReadOnly = true;
        $began = hrtime(true);
        try {
            self::assertNull(Lock::wait_for("network:/{$this->file}"));
        } finally {
            NetworkFolder::$isReadOnly = false;
        }
        self::assertLessThan(2.0, (hrtime(true) - $began) / 1e9);
    }
}
