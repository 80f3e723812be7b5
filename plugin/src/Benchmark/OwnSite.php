<?php

/** Fetches pages of the site from its own home address and no other. */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

use DynamicCache\Findings\Loopback;
use DynamicCache\Findings\LoopbackReply;
use DynamicCache\Findings\LoopbackTrouble;
use DynamicCache\Findings\UnableToReachSite;

final class OwnSite
{
    public function __construct(private readonly Loopback $loopback, private readonly PageFetch $fetch) {}

    public static function of_wordpress(): self
    {
        return new self(Loopback::of_site(), PageFetch::of_process());
    }

    /**
     * @param array<string, string> $headers
     *
     * @throws UnableToReachSite
     */
    public function get(string $url, array $headers): LoopbackReply
    {
        if (!$this->loopback->is_own($url)) {
            throw new UnableToReachSite(LoopbackTrouble::NotOwn);
        }
        // As Findings\Loopback: a certificate need not be for the inner name.
        $isChecked = (bool) apply_filters('https_local_ssl_verify', false, $url);

        return $this->fetch->get($url, $headers, $isChecked ? PageFetch::roots() : false);
    }
}
