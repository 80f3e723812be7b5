<?php

/** Calls over WordPress' HTTP API, so that the owner's proxy settings and certificates count. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class WordPressTransport implements Transport
{
    /** Answers of the Worker have a few hundred bytes. */
    private const MAX_ANSWER_BYTES = 65_536;

    public function send(string $method, string $url, array $headers, string $body, float $timeout): Answer
    {
        $limit = self::limit($timeout);
        $limitConnect = self::limit_connect($timeout);
        add_action('http_api_curl', $limit, PHP_INT_MAX);
        add_action('requests-requests.before_request', $limitConnect, PHP_INT_MAX, 5);
        try {
            $response = wp_remote_request($url, [
                'method' => $method,
                'headers' => $headers,
                'body' => $body,
                'timeout' => $timeout,
                // A signature is good for one address: nobody is followed anywhere else.
                'redirection' => 0,
                'limit_response_size' => self::MAX_ANSWER_BYTES,
                'httpversion' => '1.1',
                'user-agent' => 'AI WP Dynamic Cache/' . DYNAMIC_CACHE_VERSION,
            ]);
        } finally {
            remove_action('http_api_curl', $limit, PHP_INT_MAX);
            remove_action('requests-requests.before_request', $limitConnect, PHP_INT_MAX);
        }
        if ($response instanceof \WP_Error) {
            throw UnableToReachEdge::because(self::trouble($response));
        }
        $date = wp_remote_retrieve_header($response, 'date');
        $retry = wp_remote_retrieve_header($response, 'retry-after');

        return new Answer(
            (int) wp_remote_retrieve_response_code($response),
            wp_remote_retrieve_body($response),
            is_string($date) ? $date : '',
            is_string($retry) ? $retry : '',
        );
    }

    private static function trouble(\WP_Error $error): string
    {
        $message = $error->get_error_message();

        return match (true) {
            // This code is core's word for WP_HTTP_BLOCK_EXTERNAL.
            $error->get_error_code() === 'http_request_not_executed' => Trouble::BlockedByWordPress->value,
            // CURLE_OPERATION_TIMEDOUT; core tells libcurl's number in its sentence.
            preg_match('/^cURL error 28:|timed out/i', $message) === 1 => Trouble::TimedOut->value . ": {$message}",
            default => Trouble::Unreachable->value . ": {$message}",
        };
    }

    /**
     * Requests (the library in core) rounds every timeout up to a second, because libcurl may use alarm(), which knows
     * no less. With CURLOPT_NOSIGNAL it does not.
     *
     * @return \Closure(mixed): void
     */
    private static function limit(float $timeout): \Closure
    {
        return static function ($handle) use ($timeout): void {
            if ($handle instanceof \CurlHandle) {
                curl_setopt($handle, CURLOPT_NOSIGNAL, true);
                curl_setopt($handle, CURLOPT_CONNECTTIMEOUT_MS, (int) round($timeout * 1000));
                curl_setopt($handle, CURLOPT_TIMEOUT_MS, (int) round($timeout * 1000));
            }
        };
    }

    /**
     * Core does not pass a time for the connection alone, and Requests then takes ten seconds. Without cURL the time for
     * connecting is rounded up to a second all the same (Requests\Transport\Fsockopen); the breaker makes it a rare one.
     *
     * @return \Closure(mixed, mixed, mixed, mixed, mixed): void
     */
    private static function limit_connect(float $timeout): \Closure
    {
        return static function (&$url, &$headers, &$data, &$type, &$options) use ($timeout): void {
            if (is_array($options)) {
                $options['connect_timeout'] = $timeout;
            }
        };
    }
}
