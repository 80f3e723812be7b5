<?php

/** Whether the site can fetch its own pages, how long that takes, and what a web request finds here. */

declare(strict_types=1);

namespace DynamicCache\Findings;

final class SelfTest
{
    /** Milliseconds from which an answer that does nothing is slow. */
    private const SLOW = 2000.0;

    /** @param \Closure(): int $now Unix seconds */
    public function __construct(private readonly Loopback $loopback, private readonly \Closure $now) {}

    public static function of_site(): self
    {
        return new self(Loopback::of_site(), time(...));
    }

    public function run(): SelfTestResult
    {
        try {
            $reply = $this->loopback->get(
                get_rest_url(null, 'dynamic-cache/v1/loopback'),
                [LookToken::HEADER => LookToken::make(($this->now)()), 'Accept' => 'application/json'],
            );
        } catch (UnableToReachSite $failure) {
            return new SelfTestResult(self::unreachable($failure), null, $failure->trouble);
        }
        $members = json_decode($reply->body, true, 8);
        $facts = WebFacts::parse(is_array($members) ? $members['facts'] ?? null : null);

        return new SelfTestResult($facts === null ? self::misunderstood($reply) : self::reached($reply->ms), $facts, null);
    }

    public static function unreachable(UnableToReachSite $failure): Finding
    {
        return new Finding(
            'loopback',
            FindingStatus::Warning,
            __('The site cannot fetch its own pages', 'ai-wp-dynamic-cache'),
            $failure->trouble->means() . ' ' . __('Visitors get cached pages all the same; warming pages and the looks at them do not work.', 'ai-wp-dynamic-cache'),
            $failure->trouble->fix(),
            $failure->getMessage(),
        );
    }

    private static function reached(float $ms): Finding
    {
        /* translators: %s: number of milliseconds */
        $detail = sprintf(__('It answered itself after %s ms.', 'ai-wp-dynamic-cache'), number_format_i18n($ms));

        return $ms < self::SLOW
            ? new Finding('loopback', FindingStatus::Good, __('The site can fetch its own pages', 'ai-wp-dynamic-cache'), $detail)
            : new Finding('loopback', FindingStatus::Warning, __('The site fetches its own pages slowly', 'ai-wp-dynamic-cache'), $detail, __('Ask the host for more PHP processes: this request was perhaps waiting for the one that asked.', 'ai-wp-dynamic-cache'));
    }

    private static function misunderstood(LoopbackReply $reply): Finding
    {
        [$detail, $fix] = match (true) {
            $reply->status === 401 && $reply->header('www-authenticate') !== '' => [
                __('A password (HTTP authentication) stands in front of the whole site, so the site is asked for it as well.', 'ai-wp-dynamic-cache'),
                __('Let requests from the server itself through without the password.', 'ai-wp-dynamic-cache'),
            ],
            $reply->status >= 300 && $reply->status < 400 => [
                __('The address of the site sends whoever asks somewhere else, so that no page has this address.', 'ai-wp-dynamic-cache'),
                __('Set the WordPress address and the site address (Settings → General) to the one that visitors end up at.', 'ai-wp-dynamic-cache'),
            ],
            $reply->status === 401, $reply->status === 403 => [
                __('A firewall, or a plugin that closes the REST API, refused the request.', 'ai-wp-dynamic-cache'),
                __('Allow requests to /wp-json/dynamic-cache/v1/ there; the Worker needs that address too.', 'ai-wp-dynamic-cache'),
            ],
            default => [
                __('Something else than this WordPress answered at the address of the site, or its REST API is broken.', 'ai-wp-dynamic-cache'),
                __('Open Tools → Site Health: WordPress tests its REST API there.', 'ai-wp-dynamic-cache'),
            ],
        };

        return new Finding('loopback', FindingStatus::Warning, __('The site asked itself and got another answer', 'ai-wp-dynamic-cache'), $detail, $fix, "HTTP {$reply->status}");
    }
}
