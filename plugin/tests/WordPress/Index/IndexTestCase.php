<?php

/** Fills as the recorder leaves them, and the list of pages behind them. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Index;

use DynamicCache\Database;
use DynamicCache\Engine\CacheKey;
use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Filled;
use DynamicCache\Engine\Reason;
use DynamicCache\Index\PageIndex;
use DynamicCache\Index\PageTable;
use DynamicCache\Install\DataFile;
use DynamicCache\Install\Paths;
use DynamicCache\Store\Body;
use DynamicCache\Store\Page;
use DynamicCache\Tests\WordPress\Purge\PurgeTestCase;

abstract class IndexTestCase extends PurgeTestCase
{
    protected int $now = 0;

    protected function setUp(): void
    {
        parent::setUp();
        $this->now = time();
        $this->become('administrator');
        self::assertSame(200, $this->patch_settings(['enabled' => true])->status);
        $this->drain();
        self::sql('DELETE FROM ' . Database::table('purges'));
    }

    /**
     * A page that was rendered, stored and noted.
     *
     * @param list<string> $tags
     *
     * @return string its id
     */
    protected function stored(string $path, array $tags = [], string $html = '<title>A page</title>', int $lifetime = 3600, string $query = '', int $grace = 0): string
    {
        $canonical = self::canonical($path, $query);
        $id = substr(hash('sha256', $canonical), 0, 32);
        $fill = new Fill();
        $fill->tag("page:{$id}", ...$tags);
        $token = self::store()->token($this->now);
        $page = new Page($canonical, 200, ['Content-Type: text/html'], Body::of($html), $fill->tags(), $this->now, $this->now + $lifetime, self::revision(), staleUntil: $grace === 0 ? 0 : $this->now + $lifetime + $grace);
        self::store()->save($page, $token, $this->now);
        $fill->conclude(new Filled($canonical, 200, Filled::title_of($html), null, $page, $token));
        $this->index()->note($fill);

        return $id;
    }

    /** A page that was rendered and not stored. */
    protected function refused(string $path, Reason $refusal, int $status = 200): void
    {
        $fill = new Fill();
        $fill->conclude(new Filled(self::canonical($path), $status, 'A page', $refusal, null, self::store()->token($this->now)));
        $this->index()->note($fill);
    }

    protected function index(): PageIndex
    {
        return new PageIndex(fn(): int => $this->now);
    }

    protected static function canonical(string $path, string $query = '', string $language = ''): string
    {
        return CacheKey::canonical([
            'site' => '1',
            'scheme' => 'http',
            'host' => '127.0.0.1:8899',
            'path' => $path,
            'query' => $query,
            'persona' => '',
            'language' => $language,
            'currency' => '',
            'device' => '',
        ]);
    }

    /**
     * The list as the screen gets it, one word and reason for each path.
     *
     * @return array<string, string>
     */
    protected function listed(string $query = ''): array
    {
        $answer = $this->rest('GET', "/pages?{$query}");
        self::assertSame(200, $answer->status, (string) json_encode($answer->body));
        $told = [];
        $pages = $answer->at('pages');
        foreach (is_array($pages) ? $pages : [] as $page) {
            self::assertIsArray($page);
            $told[str_replace('http://127.0.0.1:8899', '', self::text($page, 'url'))] = self::text($page, 'status') . ' ' . self::text($page, 'reason');
        }

        return $told;
    }

    /** @param array<mixed> $row */
    protected static function text(array $row, string $name): string
    {
        $value = $row[$name] ?? null;
        self::assertIsString($value, $name);

        return $value;
    }

    private static function revision(): string
    {
        $revision = DataFile::read(Paths::of_wordpress()->config_file('1'))['revision'] ?? null;
        self::assertIsString($revision);

        return $revision;
    }

    protected static function rows(): int
    {
        return (int) Database::connection()->get_var('SELECT COUNT(*) FROM ' . PageTable::settled());
    }
}
