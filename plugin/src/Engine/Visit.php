<?php

/** One request that the cache looked something up for. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Visit
{
    /**
     * @param int $now Unix seconds, when the request began
     * @param Express|null $express the short way, which waits for a word that this page is a hit
     */
    public function __construct(
        public readonly Request $request,
        public readonly Config $config,
        public readonly Target $target,
        public readonly int $now,
        public readonly ?Express $express = null,
    ) {}

    /** Whether the short way has just found that there is no page. It looks on disk, and a probe has a key of its own. */
    public function is_absent(): bool
    {
        return $this->config->store === 'disk' && $this->express?->is_absent($this->target->canonical) === true;
    }

    /** The keys when the Worker itself asks, to store the page; else null. */
    public function edge(): ?EdgeKeys
    {
        $keys = $this->config->edge;
        $header = $this->request->header('x-dynamic-cache-fill');
        $isGenuine = $keys !== null && $header !== null
            && FillSignature::is_genuine($header, $this->request->method, $this->target->key(), $keys, $this->now);

        return $isGenuine ? $keys : null;
    }

    /** Whether the site itself asks, to render anew a page that it shows past its time. */
    public function is_refresh(): bool
    {
        $header = $this->request->header('x-dynamic-cache-refresh');
        $secret = $this->config->refreshSecret;

        return $header !== null && $secret !== '' && RefreshSignature::is_genuine($header, $this->target->key(), $secret, $this->now);
    }
}
