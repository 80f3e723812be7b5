<?php

/** Speaks to the Worker: signs with the site's key, or shows the bootstrap secret while there is none yet. */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class EdgeClient
{
    /**
     * @param \Closure(): int $now Unix seconds
     * @param \Closure(): string $uuid a new UUID v4
     * @param bool $isPlainAllowed whether secrets may travel unencrypted: on a developer's machine
     */
    public function __construct(
        private readonly Transport $transport,
        private readonly \Closure $now,
        private readonly \Closure $uuid,
        private readonly bool $isPlainAllowed,
    ) {}

    public static function of_wordpress(): self
    {
        // Core's own rule for application passwords.
        return new self(new WordPressTransport(), time(...), wp_generate_uuid4(...), wp_get_environment_type() === 'local');
    }

    /**
     * A call with the site's key.
     *
     * @return array<array-key, mixed> the answer's members
     *
     * @throws EdgeFailure
     */
    public function signed(EdgeKey $key, Call $call): array
    {
        return $this->send($key->address, $call, $this->signature($key, $call));
    }

    /**
     * A call with the bootstrap secret; signed as well where the site has a key from before.
     *
     * @return array<array-key, mixed> the answer's members
     *
     * @throws EdgeFailure
     */
    public function bearer(EdgeAddress $address, #[\SensitiveParameter] string $bootstrap, Call $call, ?EdgeKey $key = null): array
    {
        $signature = $key === null ? [] : $this->signature($key, $call);

        return $this->send($address, $call, ['Authorization' => "Bearer {$bootstrap}"] + $signature);
    }

    /** @return array<string, string> */
    private function signature(EdgeKey $key, Call $call): array
    {
        $timestamp = (string) ($this->now)();
        // A nonce is spent by every attempt, also by one whose answer was lost.
        $nonce = ($this->uuid)();
        $request = new SignedRequest(
            $key->siteId,
            $timestamp,
            $nonce,
            $call->method,
            $key->address->authority,
            $call->target,
            $call->content_type(),
            $call->body,
        );

        return [
            'X-Plugin-Id' => $key->siteId,
            'X-Plugin-Timestamp' => $timestamp,
            'X-Plugin-Nonce' => $nonce,
            'X-Plugin-Signature' => $key->sign($request),
        ];
    }

    /**
     * @param array<string, string> $headers
     *
     * @return array<array-key, mixed>
     *
     * @throws EdgeFailure
     */
    private function send(EdgeAddress $address, Call $call, array $headers): array
    {
        if (!$this->isPlainAllowed && !$address->is_private()) {
            throw UnableToReachEdge::because(Trouble::InsecureUrl->value);
        }
        $headers['Accept'] = 'application/json';
        if ($call->content_type() !== '') {
            $headers['Content-Type'] = $call->content_type();
        }
        if ($call->idempotencyKey !== '') {
            $headers['Idempotency-Key'] = $call->idempotencyKey;
        }
        if ($call->capability !== '') {
            $headers['X-Capability-Token'] = $call->capability;
        }
        $answer = $this->transport->send($call->method, $address->url($call->target), $headers, $call->body, $call->timeout);
        $members = json_decode($answer->body, true, 32);
        if (!is_array($members)) {
            throw UnableToReachEdge::because(Trouble::NotTheWorker->value . ": HTTP {$answer->status}");
        }
        $offset = $this->clock_offset($answer);
        if ($offset !== null) {
            ClockOffset::note($offset, ($this->now)());
        }
        if ($answer->status < 200 || $answer->status > 299) {
            $error = $members['error'] ?? null;
            $isWord = is_string($error) && preg_match('/^[a-z0-9_]{1,64}$/D', $error) === 1;
            throw RefusedByEdge::with($answer->status, $isWord ? $error : "http_{$answer->status}", $offset);
        }

        return $members;
    }

    private function clock_offset(Answer $answer): ?int
    {
        $time = $answer->date === '' ? false : strtotime($answer->date);

        return $time === false ? null : $time - ($this->now)();
    }
}
