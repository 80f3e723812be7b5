<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Benchmark;

/** Each gate against a Worker that was broken in the way it is for: it must see it, and say what it saw. */
final class BrokenEdgeTest extends EdgeTestCase
{
    private const HOME = '/hello-world/';

    public function test_digest_pages_that_the_edge_changes_are_seen(): void
    {
        self::start_worker('serve/answer.ts', ': entry.body, {', ": new TextEncoder().encode(new TextDecoder().decode(entry.body).replace('Hello world!', 'Hello w0rld!')), {");
        $caught = self::caught('digest', self::url());

        self::assertNotSame([], $caught);
        self::assertStringContainsString('Hello w0rld!', $caught[0]['excerpt']);
        self::assertStringContainsString('hit; reason=fresh', $caught[0]['headers']);
    }

    public function test_leak_an_edge_that_does_not_look_at_cookies_is_seen(): void
    {
        self::start_worker('serve/visit.ts', '  if (request.body !== null) headers', "  delete headers.cookie;\n  if (request.body !== null) headers");
        $caught = self::caught('leak', 'logged-in ' . self::url());

        self::assertNotSame([], $caught);
        self::assertStringContainsString('A page for another visitor', $caught[0]['got']);
    }

    public function test_leak_an_edge_that_keeps_what_it_passed_on_is_seen(): void
    {
        self::start_worker(
            'serve/pass-through.ts',
            "  const request = visit.route === 'zone' ? ownRequest(visit) : anonymousRequest(visit);\n  const response = await ask(visit, request);",
            "  const response = await ask(visit, ownRequest(visit));\n  visit.edge.memory.kept ??= new Map();\n  visit.edge.memory.kept.set(visit.target + visit.space?.field, await response.clone().arrayBuffer());",
            'serve/page.ts',
            "  const decision = decide(visit, config);\n",
            "  const decision = decide(visit, config);\n  const kept = visit.edge.memory.kept?.get(visit.target + visit.space?.field);\n  if (kept && decision.action !== 'bypass') return new Response(kept, { headers: { 'X-Dynamic-Cache': 'hit; reason=fresh' } });\n",
        );
        $caught = self::caught('leak', 'logged-in ' . self::url());

        self::assertNotSame([], $caught);
        self::assertMatchesRegularExpression('/A stranger got the page with their word “canary[0-9a-f]{16}”/', $caught[0]['got'], (string) json_encode($caught));
    }

    public function test_purge_an_edge_that_does_not_look_at_its_ledger_is_seen_after_the_window(): void
    {
        self::start_worker('serve/stored.ts', "await judgeNow(page, found.entry);\n    if (verdict.use === 'fresh' ||", "{ verdict: { use: 'fresh' }, entry: found.entry };\n    if (verdict.use === 'fresh' ||");
        $caught = self::caught('purge', 'edge 1');

        self::assertCount(1, $caught, (string) json_encode($caught));
        self::assertStringContainsString('“edge”', $caught[0]['expected']);
        self::assertMatchesRegularExpression('/The old page came [0-9]+ times, the last time for a request [5-9]\.[0-9]+ s after the purge/', $caught[0]['got']);
        self::assertStringContainsString('hit; reason=fresh', $caught[0]['headers']);
    }

    public function test_collision_an_edge_that_finds_pages_by_their_path_is_seen(): void
    {
        self::start_worker(
            'serve/stored.ts',
            'const found = await tier.find(page.wanted);',
            "const keys = (page.visit.edge.memory.keys ??= new Map());\n    const name = page.wanted.path + page.visit.space?.field;\n    keys.set(name, keys.get(name) ?? page.wanted.key);\n    const found = await tier.find({ ...page.wanted, key: keys.get(name) });",
        );
        $caught = self::caught('collision', 'another-value');

        self::assertNotSame([], $caught);
        self::assertMatchesRegularExpression('~Asked for “/hello-world/\?dca=2”, the answer was rendered for “/hello-world/\?dca=1”~', $caught[0]['got']);
    }

    public function test_a_worker_that_is_silent_leaves_its_strategies_out_and_the_others_are_measured(): void
    {
        self::stop_worker();
        $refused = self::benchmark('run', '--pages=1', '--load=1000', '--strategy=edge-balanced');
        $run = self::benchmark('run', '--pages=1', '--load=1000', '--format=json');
        $candidates = self::candidates($run->json());

        self::assertSame(1, $refused->code);
        self::assertStringContainsString('The Worker does not answer', $refused->err);
        self::assertSame(0, $run->code, $run->err);
        self::assertStringContainsString('“edge-r2” was not measured. The Worker does not answer', $run->err);
        self::assertSame(['edge-balanced' => 'edge-silent', 'edge-r2' => 'edge-silent', 'origin-disk' => null], self::troubles($candidates));
    }

    public function test_a_worker_that_falls_silent_ends_its_strategy_and_not_the_run(): void
    {
        self::start_worker();
        self::live()->rest('POST', '/benchmark', '{"do":"start","pages":1,"load":1000,"strategies":["edge-balanced"]}');
        self::stop_worker();
        $run = self::benchmark('resume', '--format=json');

        self::assertSame(0, $run->code, $run->err);
        self::assertSame(['edge-balanced' => 'edge-silent'], self::troubles(self::candidates($run->json())));
    }

    private static function url(): string
    {
        return self::live()->url . self::HOME;
    }

    /** @return list<array<string, string>> what a gate does not let pass */
    private static function caught(string $gate, string $case): array
    {
        $evidence = self::inside('gate', $gate, $case, 'edge-balanced');
        self::assertIsArray($evidence);
        self::assertNotSame([], $evidence);
        $caught = [];
        foreach ($evidence as $one) {
            self::assertIsArray($one);
            if ($one['passed'] === false) {
                $caught[] = array_map(static fn(mixed $value): string => is_string($value) ? $value : (string) json_encode($value, JSON_UNESCAPED_SLASHES), array_combine(array_map(strval(...), array_keys($one)), $one));
            }
        }

        return $caught;
    }

    /** @return array<mixed> */
    private static function candidates(mixed $summary): array
    {
        self::assertIsArray($summary);
        self::assertIsArray($summary['candidates'] ?? null);

        return $summary['candidates'];
    }

    /**
     * @param array<mixed> $candidates
     *
     * @return array<string, mixed> word by strategy
     */
    private static function troubles(array $candidates): array
    {
        $troubles = [];
        foreach ($candidates as $candidate) {
            if (is_array($candidate) && is_string($candidate['strategy'])) {
                $troubles[$candidate['strategy']] = is_array($candidate['trouble']) ? $candidate['trouble']['word'] : $candidate['trouble'];
            }
        }
        ksort($troubles);

        return $troubles;
    }
}
