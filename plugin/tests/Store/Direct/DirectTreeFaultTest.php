<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Direct;

use DynamicCache\Direct\TreeLine;
use DynamicCache\Store\LogLine;
use DynamicCache\Store\RecordKind;
use DynamicCache\Tests\Store\TemporaryFolder;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/load.php';
require_once __DIR__ . '/DirectSite.php';

final class DirectTreeFaultTest extends TestCase
{
    private TemporaryFolder $folder;

    private DirectSite $site;

    protected function setUp(): void
    {
        $this->folder = new TemporaryFolder();
        $this->site = DirectSite::in($this->folder);
    }

    protected function tearDown(): void
    {
        $this->folder->delete();
    }

    public function test_a_process_killed_between_the_purge_and_its_links_is_made_up_for_by_the_next(): void
    {
        $this->site->fill('/a/', 'one', ['post:1']);
        $this->site->store->purge(['post:1'], [], DirectSite::NOW);
        // Killed here. Another page is linked by somebody who knows nothing of it.
        $this->site->fill('/b/', 'two', ['post:2']);

        self::assertNull($this->site->found('/a/'));
        self::assertSame('two', $this->site->found('/b/'));
    }

    public function test_a_process_killed_between_line_and_link_costs_no_purge_its_links(): void
    {
        $this->site->fill('/a/', 'one', ['post:1']);
        $token = $this->site->store->token(DirectSite::NOW);
        $this->site->folder->index()->append(TreeLine::of('a/@.html', $token->sequence, DirectSite::NOW + 604_800, ['post:9', 'site'])->with_body('00112233445566aa'));
        // Killed here: the line of another body is there, and the link leads to the first one.
        $this->site->renew();
        self::assertNull($this->site->found('/a/'), 'a link whose line is another one is not trusted');

        $this->site->fill('/a/', 'one', ['post:1']);
        $this->site->folder->index()->append(TreeLine::of('a/@.html', $token->sequence, DirectSite::NOW + 604_800, ['post:9', 'site'])->with_body('00112233445566aa'));
        $this->site->store->purge(['post:1'], [], DirectSite::NOW);
        $this->site->tree->follow();
        self::assertNull($this->site->found('/a/'));
    }

    public function test_a_log_that_was_taken_away_takes_the_links(): void
    {
        $this->site->fill('/a/', 'one', ['post:1']);
        $this->site->log->abandon();
        $this->site->tree->follow();

        self::assertNull($this->site->found('/a/'));
    }

    public function test_a_log_that_begins_again_takes_the_links(): void
    {
        $this->site->fill('/a/', 'one', ['post:1']);
        $this->site->log->abandon();
        $this->site->fill('/b/', 'two', ['post:2']);

        self::assertNull($this->site->found('/a/'));
        self::assertSame('two', $this->site->found('/b/'));
    }

    public function test_a_record_that_cannot_be_read_takes_all_links(): void
    {
        $this->site->fill('/a/', 'one', ['post:1']);
        $log = $this->site->log->exclusive();
        $log->append("P|0||torn\n");
        $log->close();
        $this->site->tree->follow();

        self::assertNull($this->site->found('/a/'));
    }

    public function test_half_a_record_waits_for_its_other_half(): void
    {
        $this->site->fill('/a/', 'one', ['post:1']);
        $line = LogLine::of(RecordKind::Purge, 0, [], [\DynamicCache\Store\TagHash::of('post:1')]);
        $log = $this->site->log->exclusive();
        $log->append(substr($line, 0, 10));
        $this->site->tree->follow();
        self::assertSame('one', $this->site->found('/a/'));
        $log->append(substr($line, 10));
        $log->close();
        $this->site->tree->follow();

        self::assertNull($this->site->found('/a/'));
    }

    public function test_an_index_that_cannot_be_read_takes_all_links(): void
    {
        $this->site->fill('/a/', 'one', ['post:1']);
        file_put_contents("{$this->site->site->folder()}/tree/index.php", 'torn', FILE_APPEND);
        self::assertFalse($this->site->fill('/b/', 'two', ['post:2']));
        self::assertNull($this->site->found('/a/'));
    }
}
