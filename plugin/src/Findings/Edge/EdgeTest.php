<?php

/**
 * Whether the Worker answers at an address that need not be saved yet: one request for its state, no redirect followed.
 * Of the answer only its HTTP status and members that a Worker of ours is known to send are shown, never its text. What
 * may be asked: in a local or development environment any address; elsewhere https and public addresses (PublicHost).
 */

declare(strict_types=1);

namespace DynamicCache\Findings\Edge;

use DynamicCache\Edge\Answer;
use DynamicCache\Edge\EdgeAddress;
use DynamicCache\Edge\EdgeConfig;
use DynamicCache\Edge\Transport;
use DynamicCache\Edge\Trouble;
use DynamicCache\Edge\UnableToReachEdge;
use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Outbound\PinnedAddress;
use DynamicCache\Outbound\PublicHost;

final class EdgeTest
{
    private const SECONDS = 5.0;

    /** Signed calls are refused when the clocks differ by more. */
    private const WINDOW = 300;

    /** Seconds from which a clock is going wrong. */
    private const SKEW = 30;

    /**
     * @param \Closure(): float $clock Unix seconds
     * @param bool $isDevelopment any address may be asked
     */
    public function __construct(
        private readonly Transport $transport,
        private readonly PublicHost $hosts,
        private readonly \Closure $clock,
        private readonly bool $isDevelopment,
    ) {}

    /** @return list<Finding> */
    public function findings(string $url): array
    {
        if ($url === '') {
            return [new Finding('edge-health', FindingStatus::Bad, __('There is no address of a Worker', 'ai-wp-dynamic-cache'), '', __('Enter the address that Cloudflare shows for the Worker.', 'ai-wp-dynamic-cache'))];
        }
        $address = EdgeAddress::parse($url);
        if ($address === null) {
            return [self::bad(Trouble::explain(Trouble::InvalidUrl->value))];
        }
        $began = ($this->clock)();
        try {
            $answer = $this->ask($address);
        } catch (UnableToReachEdge $failure) {
            return [self::bad(Trouble::explain($failure->getMessage()))];
        }
        $ended = ($this->clock)();

        return [...self::health($answer, ($ended - $began) * 1000), ...self::clock($answer->date, ($began + $ended) / 2)];
    }

    /** @throws UnableToReachEdge */
    private function ask(EdgeAddress $address): Answer
    {
        $send = fn(): Answer => $this->transport->send('GET', $address->url('/api/cache/health'), ['Accept' => 'application/json'], '', self::SECONDS);
        if ($this->isDevelopment) {
            return $send();
        }
        if ($address->scheme !== 'https') {
            throw UnableToReachEdge::because(Trouble::InsecureUrl->value);
        }
        $addresses = $this->hosts->addresses(explode(':', $address->authority)[0]);
        if ($addresses === []) {
            throw UnableToReachEdge::because(__('This name is not known, or it leads to an address inside a private network, which is not asked.', 'ai-wp-dynamic-cache'));
        }
        if (!function_exists('curl_init')) {
            throw UnableToReachEdge::because(__('PHP has no cURL extension, without which the connection cannot be tested safely.', 'ai-wp-dynamic-cache'));
        }

        return PinnedAddress::during($address->scheme, $address->authority, $addresses, $send);
    }

    /** @return list<Finding> */
    private static function health(Answer $answer, float $ms): array
    {
        $members = json_decode($answer->body, true, 8);
        $state = is_array($members) && ($members['ok'] ?? null) === true ? $members['status'] ?? null : null;
        if ($state !== 'healthy' && $state !== 'degraded') {
            $isAway = $answer->status >= 300 && $answer->status < 400;

            return [new Finding(
                'edge-health',
                FindingStatus::Bad,
                __('Something answers, and it is not the Worker of this plugin', 'ai-wp-dynamic-cache'),
                $isAway ? __('It sends whoever asks to another address, for example to log in.', 'ai-wp-dynamic-cache') : '',
                __('Look whether the Worker is deployed under this address, and nothing (Access, another Worker, a redirect) in front of it.', 'ai-wp-dynamic-cache'),
                "HTTP {$answer->status}",
            )];
        }
        $contract = $members['contract'] ?? EdgeConfig::CONTRACT;
        /* translators: %s: number of milliseconds */
        $detail = sprintf(__('It answered after %s ms.', 'ai-wp-dynamic-cache'), number_format_i18n($ms));

        return [
            $state === 'healthy'
                ? new Finding('edge-health', FindingStatus::Good, __('The Worker answers', 'ai-wp-dynamic-cache'), $detail)
                : new Finding('edge-health', FindingStatus::Bad, __('The Worker has no database', 'ai-wp-dynamic-cache'), __('It serves pages and cannot be told about changes.', 'ai-wp-dynamic-cache'), __('Look at its D1 databases in the dashboard of Cloudflare.', 'ai-wp-dynamic-cache')),
            ...($contract === EdgeConfig::CONTRACT ? [] : [new Finding('edge-contract', FindingStatus::Bad, __('Plugin and Worker do not understand each other', 'ai-wp-dynamic-cache'), Trouble::explain(Trouble::ContractMismatch->value), '', is_int($contract) ? EdgeConfig::CONTRACT . " / {$contract}" : '')]),
        ];
    }

    /** @return list<Finding> */
    private static function clock(string $date, float $now): array
    {
        $time = $date === '' ? false : strtotime($date);
        if ($time === false) {
            return [];
        }
        $skew = (int) abs(round($time - $now));
        if ($skew < self::SKEW) {
            /* translators: %d: seconds */
            return [new Finding('edge-clock', FindingStatus::Good, __('The clocks agree', 'ai-wp-dynamic-cache'), sprintf(_n('They differ by %d second.', 'They differ by %d seconds.', $skew, 'ai-wp-dynamic-cache'), $skew))];
        }

        return [new Finding(
            'edge-clock',
            $skew >= self::WINDOW ? FindingStatus::Bad : FindingStatus::Warning,
            __('The clock of this server is wrong', 'ai-wp-dynamic-cache'),
            /* translators: 1: seconds, 2: seconds */
            sprintf(_n('It differs from the clock of the Worker by %1$d second; from %2$d on every signed call is refused.', 'It differs from the clock of the Worker by %1$d seconds; from %2$d on every signed call is refused.', $skew, 'ai-wp-dynamic-cache'), $skew, self::WINDOW),
            __('Switch time synchronisation (NTP) on, or ask the host to.', 'ai-wp-dynamic-cache'),
        )];
    }

    private static function bad(string $detail): Finding
    {
        return new Finding('edge-health', FindingStatus::Bad, __('The Worker does not answer', 'ai-wp-dynamic-cache'), $detail, __('Look whether it is deployed under this address.', 'ai-wp-dynamic-cache'));
    }
}
