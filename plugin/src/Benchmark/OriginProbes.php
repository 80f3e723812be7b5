<?php

/** Asks the site itself: answered by the engine that visitors get, in a space of its own. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Benchmark\Gate\Layer;
use DynamicCache\Engine\ProbeSignature;
use DynamicCache\Findings\LoopbackReply;
use DynamicCache\Findings\UnableToReachSite;
use DynamicCache\Install\DataFile;
use DynamicCache\Install\Paths;
use DynamicCache\Settings\HomeUrl;

final class OriginProbes implements Probes
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
        $config = DataFile::read($paths->config_file((string) get_current_blog_id())) ?? [];

        return new self(OwnSite::of_wordpress(), $space->id, self::secret($config), time(...));
    }

    public function get(string $url, string $space, array $headers = []): Probed
    {
        $nonce = bin2hex(random_bytes(16));
        $host = $headers['Host'] ?? HomeUrl::parse($url)->host;
        $signature = ProbeSignature::sign($this->run, $space, $nonce, $host, ProbedAddress::target($url), $this->secret, ($this->now)());
        $reply = $this->fetch($url, [ProbeSignature::HEADER => $signature] + $headers);

        return Probed::of($url, $reply, $nonce, $this->secret)
            ?? throw new UnableToProbe(ProbeTrouble::NotOurs, $url, trim("HTTP {$reply->status} {$reply->header('x-dynamic-cache')} {$reply->header('server')}"));
    }

    public function render(string $url, string $space): Probed
    {
        return $this->get($url, $space);
    }

    public function visit(string $url): LoopbackReply
    {
        return $this->fetch($url, []);
    }

    public function layers(): array
    {
        return [new Layer(Layer::ORIGIN, $this, 0.0)];
    }

    /**
     * The key that is shared with the Worker, where there is one: it stands in front of the site's address, and passes on
     * what it knows for a probe.
     *
     * @param array<mixed> $config what the drop-in knows of the site
     */
    private static function secret(array $config): string
    {
        $edge = is_array($config['edge'] ?? null) ? $config['edge']['probe_key'] ?? null : null;
        $own = $config['refresh_secret'] ?? null;

        return is_string($edge) && ctype_xdigit($edge) ? (string) hex2bin($edge) : (is_string($own) ? $own : '');
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
