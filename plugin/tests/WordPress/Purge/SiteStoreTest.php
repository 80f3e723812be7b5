<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Purge;

use DynamicCache\Purge\SiteStore;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\UnableToReachStore;
use DynamicCache\Tests\Store\TemporaryFolder;
use PHPUnit\Framework\TestCase;

/** Whether what changes has to be written down, when that is not plain to see. */
final class SiteStoreTest extends TestCase
{
    private const NOBODY = 65_534;

    private TemporaryFolder $folder;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
        mkdir("{$this->folder->path}/cache/config", 0750, true);
    }

    protected function tearDown(): void
    {
        chmod("{$this->folder->path}/cache", 0750);
        $this->folder->delete();
    }

    public function test_a_site_whose_file_this_process_cannot_read_is_in_use(): void
    {
        self::assertFalse($this->store()->is_in_use());
        // What is read where no file can be opened any more: others can, and answer visitors.
        file_put_contents($this->file(), '');
        self::assertTrue($this->store()->is_in_use());
        file_put_contents($this->file(), "<?php exit; ?>\n{\"enabled\":false}");
        self::assertFalse($this->store()->is_in_use());
        file_put_contents($this->file(), "<?php exit; ?>\n{\"enabled\":true}");
        self::assertTrue($this->store()->is_in_use());
    }

    /** WP-CLI as a user who may not enter the cache folder: what they change is not purged, and somebody must say so. */
    public function test_a_folder_that_is_closed_to_this_user_is_said_once(): void
    {
        $log = "{$this->folder->path}/errors";
        touch($log);
        chmod($log, 0666);
        chmod($this->folder->path, 0755);
        chmod("{$this->folder->path}/cache", 0);
        $before = ini_set('error_log', $log);
        $isRoot = posix_geteuid() === 0;
        try {
            $isRoot && posix_seteuid(self::NOBODY);
            $store = $this->store();
            self::assertFalse($store->is_in_use());
            self::assertFalse($store->is_in_use());
        } finally {
            $isRoot && posix_seteuid(0);
            ini_set('error_log', (string) $before);
        }

        self::assertSame(1, substr_count((string) file_get_contents($log), "purge: Unable to reach the page store at {$this->folder->path}/cache: "));
    }

    private function store(): SiteStore
    {
        return new SiteStore(static fn(): PageStore => throw UnableToReachStore::at('/nowhere', 'nobody asked for it'), $this->file());
    }

    private function file(): string
    {
        return "{$this->folder->path}/cache/config/1.php";
    }
}
