<?php

/** The way to the Worker: one request, one answer. The only part of this folder that touches the network. */

declare(strict_types=1);

namespace DynamicCache\Edge;

interface Transport
{
    /**
     * @param array<string, string> $headers
     * @param float $timeout seconds for everything together
     *
     * @throws UnableToReachEdge
     */
    public function send(string $method, string $url, array $headers, string $body, float $timeout): Answer;
}
