<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Network;

use DynamicCache\Tests\WordPress\LiveAnswer;
use DynamicCache\Tests\WordPress\LiveSite;
use PHPUnit\Framework\TestCase;

/** A page of one site shows another one, which is edited while the page is rendered. Two processes, in a fixed order. */
final class OtherSiteRaceTest extends TestCase
{
    private ?LiveSite $live = null;

    private string $page = '';

    protected function setUp(): void
    {
        $this->live = LiveSite::start();
        file_put_contents($this->live->file('wp-content/mu-plugins/other-site.php'), "<?php require '" . __DIR__ . "/other-site.php';\n");
        LiveNetwork::make($this->live, [2 => substr($this->live->url, strlen('http://')) . '/second/']);
        $this->live->request('GET', '/second/wp-login.php');
        $this->page = '/?page_id=' . trim($this->live->request('POST', '/?order=make')->body);
    }

    protected function tearDown(): void
    {
        $this->live?->stop();
    }

    public function test_r_22_a_page_that_read_another_site_before_its_purge_is_never_shown_after_it(): void
    {
        $live = $this->live ?? throw new \LogicException('The site is not there.');
        // The first renders of a site write by themselves.
        for ($try = 0; $try < 5 && !str_starts_with($this->visit($live)->header('X-Dynamic-Cache'), 'hit'); $try++) {
            continue;
        }
        self::assertStringStartsWith('hit', $this->visit($live)->header('X-Dynamic-Cache'), 'a page that shows another site is stored');
        $this->edit($live, 'Once');
        self::assertStringStartsWith('miss', $this->visit($live)->header('X-Dynamic-Cache'), 'and goes with an edit there');
        $this->edit($live, 'Twice');
        @unlink($live->file('wp-content/was-read'));
        @unlink($live->file('wp-content/was-edited'));
        touch($live->file('wp-content/is-race'));

        [$render] = $live->requests([['GET', $this->page, '', []], ['POST', '/?order=Thrice', '', []]]);
        unlink($live->file('wp-content/is-race'));

        self::assertStringContainsString('Twice', $render->body, 'it read before the edit');
        self::assertStringContainsString('Thrice', $this->visit($live)->body);
        self::assertSame('miss; reason=purged-during-fill', $render->header('X-Dynamic-Cache'));
    }

    public function test_a_page_that_shows_a_site_without_a_cache_is_not_stored(): void
    {
        $live = $this->live ?? throw new \LogicException('The site is not there.');
        LiveNetwork::step($live, 'archive', '2');
        $words = array_map(fn(int $try): string => $this->visit($live)->header('X-Dynamic-Cache'), range(1, 4));

        self::assertSame('miss; reason=incomplete', $words[3]);
        self::assertSame([], preg_grep('/^hit/', $words));
    }

    private function visit(LiveSite $live): LiveAnswer
    {
        return $live->request('GET', $this->page);
    }

    private function edit(LiveSite $live, string $title): void
    {
        $live->request('POST', "/?order={$title}");
    }
}
