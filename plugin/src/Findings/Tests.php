<?php

/** The looks and tests by what they look at, each with settings that need not be saved. */

declare(strict_types=1);

namespace DynamicCache\Findings;

use DynamicCache\Edge\WordPressTransport;
use DynamicCache\Edge\Zone\ZoneClient;
use DynamicCache\Findings\Edge\EdgeTest;
use DynamicCache\Findings\Edge\RegistrationLook;
use DynamicCache\Findings\Edge\ZoneTest;
use DynamicCache\Findings\Pages\PageLook;
use DynamicCache\Findings\Pages\TopPages;
use DynamicCache\Findings\Redis\RedisTest;
use DynamicCache\Outbound\PublicHost;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\SettingsRepository;

final class Tests
{
    public function __construct(private readonly SettingsRepository $repository) {}

    /** @return list<Finding> */
    public function findings(TestSubject $subject, Settings $settings): array
    {
        return match ($subject) {
            TestSubject::Host => $this->host($settings),
            TestSubject::Pages => PageLook::of_site()->findings(TopPages::of_site(), $settings),
            TestSubject::Loopback => [SelfTest::of_site()->run()->finding],
            TestSubject::Edge => [
                ...(new EdgeTest(
                    new WordPressTransport(),
                    PublicHost::of_dns(),
                    static fn(): float => microtime(true),
                    in_array(wp_get_environment_type(), ['local', 'development'], true),
                ))->findings($settings->edge->url),
                ...RegistrationLook::findings($settings->edge, $this->repository->all()->edge, time()),
            ],
            TestSubject::Zone => (new ZoneTest(new ZoneClient(new WordPressTransport())))->findings($settings->edge),
            TestSubject::Alerts => AlertTest::findings($settings->alerts, time()),
            TestSubject::Redis => RedisTest::with($settings->redis)->findings(),
            TestSubject::WaysIn => [
                ...(new WaysIn(Loopback::of_site()))->findings($settings, time()),
                ...(new DirectLook(Loopback::of_site()))->findings($settings, time()),
                ...EarlyStartLook::with(static fn(): ?WebFacts => SelfTest::of_site()->run()->facts)->findings($settings),
            ],
        };
    }

    /** @return list<Finding> */
    private function host(Settings $settings): array
    {
        $look = HostLook::with($settings, $this->repository);

        return [...InstallFindings::of($look->diagnosis()), ...$look->findings()];
    }
}
