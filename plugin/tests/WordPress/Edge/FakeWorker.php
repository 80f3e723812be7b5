<?php

/** The network of these tests: keeps what was sent and answers as it is told. A request that nobody planned fails. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\Answer;
use DynamicCache\Edge\Transport;
use DynamicCache\Edge\UnableToReachEdge;

final class FakeWorker implements Transport
{
    public const EPOCH = 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee';
    public const SECRET = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA';

    /** @var list<SentRequest> */
    public array $sent = [];

    /** @var list<\Closure(): Answer> */
    private array $plan = [];

    private int $sequence = 0;

    public function send(string $method, string $url, array $headers, string $body, float $timeout): Answer
    {
        $this->sent[] = new SentRequest($method, $url, $headers, $body, $timeout);
        $answer = array_shift($this->plan) ?? throw new \LogicException("Nobody expects {$method} {$url}");

        return $answer();
    }

    /** @param array<string, mixed> $body */
    public function answers(int $status, array $body, string $date = '', string $retryAfter = ''): self
    {
        $this->plan[] = static fn(): Answer => new Answer($status, (string) json_encode($body), $date, $retryAfter);

        return $this;
    }

    /**
     * Something happens elsewhere while the answer is on its way.
     *
     * @param \Closure(): void $event
     * @param array<string, mixed> $body
     */
    public function answers_after(\Closure $event, int $status, array $body): self
    {
        $this->plan[] = static function () use ($event, $status, $body): Answer {
            $event();

            return new Answer($status, (string) json_encode($body));
        };

        return $this;
    }

    public function answers_text(int $status, string $body): self
    {
        $this->plan[] = static fn(): Answer => new Answer($status, $body);

        return $this;
    }

    public function is_down(): self
    {
        $this->plan[] = static fn(): Answer => throw UnableToReachEdge::because('connection refused');

        return $this;
    }

    /** The next purges are taken. */
    public function takes_purges(int $count = 1): self
    {
        for (; $count > 0; $count--) {
            $this->plan[] = fn(): Answer => new Answer(200, (string) json_encode(['ok' => true, 'epoch' => self::EPOCH, 'seq' => ++$this->sequence]));
        }

        return $this;
    }

    /** The next configuration is taken, whatever its revision is. */
    public function takes_config(int $contract = 1): self
    {
        $this->plan[] = fn(): Answer => new Answer(200, (string) json_encode([
            'ok' => true,
            'contract' => $contract,
            'revision' => $this->last()->json('revision'),
        ]));

        return $this;
    }

    public function last(): SentRequest
    {
        return $this->sent[count($this->sent) - 1] ?? throw new \LogicException('Nothing was sent');
    }

    /** @return list<string> methods and targets, in their order; forgets them */
    public function calls(): array
    {
        $calls = array_map(
            static fn(SentRequest $request): string => $request->method . ' ' . (string) parse_url($request->url, PHP_URL_PATH),
            $this->sent,
        );
        $this->sent = [];

        return $calls;
    }
}
