<?php

/** Header names that some server, proxy, framework or plugin reads. Made of parts where the names are made of parts. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Hostile;

final class HeaderNames
{
    private const SUBJECTS = ['Host', 'Port', 'Proto', 'Protocol', 'Scheme', 'Ssl', 'Server', 'Prefix', 'Path', 'Uri', 'Url', 'Query', 'For', 'By', 'User', 'Method', 'Client', 'Proxy'];

    private const PREFIXES = ['X-', 'X-Forwarded-', 'X-Original-', 'X-Real-', 'X-Rewrite-', 'X-Client-', 'X-Proxy-', 'X-Http-', 'X-Override-', 'X-Custom-', 'X-Backend-', 'X-Envoy-'];

    private const SINGLE = [
        'Accept-Charset', 'Accept-Datetime', 'Accept-Language', 'Alt-Used', 'Base-Url', 'CF-Connecting-IP', 'CF-IPCountry', 'CF-Ray', 'CF-Visitor',
        'Client-IP', 'CloudFront-Forwarded-Proto', 'CloudFront-Viewer-Country', 'Content-Language', 'Content-Location', 'Content-Type', 'DNT',
        'Destination', 'Early-Data', 'Fastly-Client-IP', 'Fastly-SSL', 'Forwarded', 'Forwarded-Host', 'From', 'Front-End-Https', 'HTTP-Host', 'Http-Url',
        'Incap-Client-IP', 'Max-Forwards', 'Origin', 'Profile', 'Proxy', 'Proxy-Host', 'Proxy-Url', 'Purpose', 'Range-Unit', 'Redirect-Status', 'Referer',
        'Request-Uri', 'Sec-CH-UA', 'Sec-CH-UA-Mobile', 'Sec-CH-UA-Platform', 'Sec-Fetch-Site', 'Sec-GPC', 'Sec-Purpose', 'Surrogate-Capability',
        'True-Client-IP', 'Upgrade-Insecure-Requests', 'Via', 'Wap-Profile', 'Warning', 'X-Amz-Website-Redirect-Location', 'X-Api-Version',
        'X-ATT-DeviceId', 'X-Cache-Hash', 'X-Cluster-Client-IP', 'X-Country-Code', 'X-CSRF-Token', 'X-Debug', 'X-Device-Type', 'X-DNS-Prefetch-Control',
        'X-Forwarded', 'X-Geo-Country', 'X-GeoIP-Country', 'X-Language', 'X-Locale', 'X-Mobile-Gateway', 'X-MS-Proxy', 'X-OperaMini-Phone-UA', 'X-Persona',
        'X-Preview', 'X-Remote-Addr', 'X-Remote-IP', 'X-Requested-With', 'X-Sendfile-Type', 'X-Accel-Redirect', 'X-Tenant', 'X-Theme', 'X-Timer',
        'X-UA-Device', 'X-UIDH', 'X-Varnish', 'X-Wap-Profile', 'X-WP-Nonce', 'X-WP-Theme', 'X-Zen', 'X-Dynamic-Cache-Fill', 'X-Dynamic-Cache-Store',
        'X-Dynamic-Cache-Tags', 'Cache-Tag', 'CDN-Cache-Control', 'Surrogate-Control', 'Edge-Control', 'SourceMap', 'Server-Timing', 'Link',
    ];

    /** @return non-empty-list<string> without what makes a request another one by rights (host, body, credentials) */
    public static function all(): array
    {
        $names = self::SINGLE;
        foreach (self::PREFIXES as $prefix) {
            foreach (self::SUBJECTS as $subject) {
                $names[] = $prefix . $subject;
            }
        }

        return array_values(array_unique($names));
    }
}
