<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Explain;

use DynamicCache\Engine\Request;
use DynamicCache\Explain\Decision;
use DynamicCache\Explain\Step;
use DynamicCache\Install\DataFile;
use DynamicCache\Tests\Engine\Fixtures;
use DynamicCache\Tests\WordPress\WordPressTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** The golden cases of the engine and the edge: what is explained is what happens. */
final class ExplainFixturesTest extends WordPressTestCase
{
    /** @return array<string, array{array<mixed>}> */
    public static function cases(): array
    {
        return Fixtures::of('lookup');
    }

    /** @param array<mixed> $case */
    #[DataProvider('cases')]
    public function test_tells_the_outcome_and_the_word_of_the_engine(array $case): void
    {
        $site = Fixtures::part($case, 'site');
        $this->write_site($site);
        $request = Fixtures::part($case, 'request');
        $headers = [];
        foreach (array_keys(Fixtures::part($request, 'headers')) as $name) {
            $headers[(string) $name] = Fixtures::text(Fixtures::part($request, 'headers'), (string) $name);
        }
        $explained = (new Decision(self::cache_dir(), new Request(
            Fixtures::text($request, 'method'),
            Fixtures::text($request, 'scheme'),
            Fixtures::text($request, 'host'),
            Fixtures::text($request, 'target'),
            $headers,
        ), (int) Fixtures::text($case, 'now')))->explain('https://example.com/');

        $expected = Fixtures::part($case, 'expect');
        $isBypass = $expected['action'] === 'bypass';
        self::assertSame(
            [$isBypass ? 'bypass' : 'miss', $isBypass ? $expected['reason'] : 'cold', $expected['key'] ?? null],
            [$explained->outcome->value, $explained->reason->value, $explained->key],
        );
        $decisive = array_keys(array_filter($explained->steps, static fn(Step $step): bool => $step->isDecisive));
        self::assertSame([count($explained->steps) - 1], $decisive, 'The last step, and no other, decides.');
        foreach ($explained->steps as $step) {
            self::assertNotSame('', $step->said, $step->name);
        }
    }

    /** @param array<mixed> $site */
    private function write_site(array $site): void
    {
        $id = Fixtures::text($site, 'site');
        // The map of a network knows more hosts than one site answers to: the rule of the site itself is what is asked.
        $hosts = array_merge(Fixtures::texts($site, 'aliases'), self::hosts_of_cases());
        DataFile::write(self::cache_dir() . '/sites.php', ['v' => 1, 'sites' => [
            ['site' => $id, 'host' => Fixtures::text($site, 'host'), 'aliases' => $hosts, 'path' => '/'],
        ]]);
        DataFile::write(self::cache_dir() . "/config/{$id}.php", [
            'v' => 1,
            'site' => $id,
            'scheme' => $site['scheme'] ?? null,
            'host' => $site['host'] ?? null,
            'aliases' => $site['aliases'] ?? null,
            'enabled' => $site['enabled'] ?? null,
            'paused_until' => $site['pausedUntil'] ?? null,
            'revision' => '00112233aabbccdd',
            'ttl' => ['page' => 604800, 'not_found' => 0, 'grace' => 86400, 'browser' => 0],
            'rules' => $site['rules'] ?? null,
            'store' => 'disk',
            'edge' => null,
        ]);
    }

    /** @return list<string> as the engine spells them */
    private static function hosts_of_cases(): array
    {
        $hosts = [''];
        foreach (self::cases() as [$case]) {
            $request = Fixtures::part($case, 'request');
            $hosts[] = \DynamicCache\Engine\CacheKey::host(Fixtures::text($request, 'host'), Fixtures::text($request, 'scheme'));
        }

        return array_values(array_unique($hosts));
    }
}
