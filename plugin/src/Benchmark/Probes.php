<?php

/** Asks the site for pages as a probe of one run: answered by the engine that visitors get, in a space of its own. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Engine\ProbeSignature;
use DynamicCache\Findings\LoopbackReply;
use DynamicCache\Findings\UnableToReachSite;
use DynamicCache\Install\DataFile;
use DynamicCache\Install\Paths;
use DynamicCache\Settings\HomeUrl;

final class Probes
{
    /**
     * @param string $run of ProbeSpace
     * @param string $secret what the drop-in of this site checks probes with
     * @param \Closure(): int $now Unix seconds
     */
    public function __construct(
        private readonly OwnSite $site,
        private readonly string $run,
        #[\SensitiveParameter]
        private readonly string $secret,
        private readonly \Closure $now,
    ) {}

    public static function of_site(Paths $paths, ProbeSpace $space): self
    {
        $secret = DataFile::read($paths->config_file((string) get_current_blog_id()))['refresh_secret'] ?? '';

        return new self(OwnSite::of_wordpress(), $space->id, is_string($secret) ? $secret : '', time(...));
    }

    /**
     * @param string $url of the site, as its bytes go out
     * @param string $space of the run, a-z and 0-9
     * @param array<string, string> $headers
     *
     * @throws UnableToProbe
     */
    public function get(string $url, string $space, array $headers = []): Probed
    {
        $nonce = bin2hex(random_bytes(16));
        $target = (string) preg_replace('~\Ahttps?://[^/?#]*~i', '', $url);
        $host = $headers['Host'] ?? HomeUrl::parse($url)->host;
        $signature = ProbeSignature::sign($this->run, $space, $nonce, $host, $target, $this->secret, ($this->now)());
        $reply = $this->fetch($url, [ProbeSignature::HEADER => $signature] + $headers);

        return Probed::of($url, $reply, $nonce, $this->secret)
            ?? throw new UnableToProbe(ProbeTrouble::NotOurs, $url, trim("HTTP {$reply->status} {$reply->header('x-dynamic-cache')} {$reply->header('server')}"));
    }

    /**
     * As a visitor without cookies, whose visit it is: what the cache serves everybody.
     *
     * @throws UnableToProbe
     */
    public function visit(string $url): LoopbackReply
    {
        return $this->fetch($url, []);
    }

    /**
     * @param array<string, string> $headers
     *
     * @throws UnableToProbe
     */
    private function fetch(string $url, array $headers): LoopbackReply
    {
        try {
            return $this->site->get($url, $headers);
        } catch (UnableToReachSite $failure) {
            throw new UnableToProbe(ProbeTrouble::of_loopback($failure->trouble), $url, $failure->getMessage());
        }
    }
}
