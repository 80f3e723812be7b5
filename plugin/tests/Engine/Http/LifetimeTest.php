<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Engine\Http;

use DynamicCache\Store\Page;
use DynamicCache\Store\PageFile;
use DynamicCache\Store\Part;
use PHPUnit\Framework\Attributes\DataProvider;

/** How long a page lives, and how long after that it may be shown. */
final class LifetimeTest extends DropinTestCase
{
    /** @return array<string, array{string, string}> path and what its page allows */
    public static function lives(): array
    {
        return [
            'as the owner says' => ['/', '+86400'],
            'not past the moment at which it becomes wrong' => ['/capped/', '+0'],
            'not past one that is known behind the answer' => ['/capped-late/', '+0'],
        ];
    }

    #[DataProvider('lives')]
    public function test_how_long_a_page_may_be_shown_after_its_time(string $path, string $seconds): void
    {
        $page = $this->stored($path);

        self::assertSame((int) $seconds, $page->staleUntil - $page->expiresAt);
    }

    public function test_a_page_ends_when_it_becomes_wrong_whenever_that_is_known(): void
    {
        $lives = array_map(function (string $path): int {
            $page = $this->stored($path);

            return $page->expiresAt - $page->storedAt;
        }, ['/capped/', '/capped-late/']);

        self::assertEqualsWithDelta(50, $lives[0], 2);
        self::assertEqualsWithDelta(50, $lives[1], 2);
    }

    private function stored(string $path): Page
    {
        $this->site->get($path);
        $pages = array_map(static function (string $file): ?Page {
            $handle = fopen($file, 'rb');
            $page = $handle === false ? null : PageFile::read($handle, Part::Head);

            return $page instanceof Page ? $page : null;
        }, $this->site->page_files());
        $page = array_values(array_filter($pages, static fn(?Page $page): bool => str_contains($page->canonical ?? '', "\n" . strlen($path) . ":{$path}\n")))[0] ?? null;

        self::assertNotNull($page);

        return $page;
    }
}
