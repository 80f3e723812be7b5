<?php

/** The keys shared with the Worker, already derived (HKDF): the drop-in never holds the secret itself. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class EdgeKeys
{
    /**
     * @param string $fillKey 32 bytes; signs `X-Dynamic-Cache-Fill`
     * @param string $markerKey 32 bytes; signs `X-Dynamic-Cache-Store`
     * @param string $probeKey 32 bytes; signs probes that come by way of the Worker; '' in a file of an earlier version
     */
    public function __construct(
        public readonly string $kid,
        public readonly string $fillKey,
        public readonly string $markerKey,
        public readonly string $probeKey = '',
    ) {}

    /** @throws UnableToReadConfig */
    public static function parse(Json $edge): self
    {
        return new self(
            $edge->text('kid', '/^[A-Za-z0-9_-]{1,64}$/D'),
            self::key($edge, 'fill_key'),
            self::key($edge, 'marker_key'),
            $edge->has('probe_key') ? self::key($edge, 'probe_key') : '',
        );
    }

    private static function key(Json $edge, string $name): string
    {
        return pack('H*', $edge->text($name, '/^[0-9a-f]{64}$/D'));
    }
}
