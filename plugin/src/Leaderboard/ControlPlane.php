<?php

/** Asks the Worker in the name of this site, and gives what it answers; what it refuses is told with what helps. */

declare(strict_types=1);

namespace DynamicCache\Leaderboard;

use DynamicCache\Edge\Call;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\EdgeClient;
use DynamicCache\Edge\RefusedByEdge;
use DynamicCache\Edge\Trouble;
use DynamicCache\Edge\UnableToReachEdge;

final class ControlPlane
{
    /** Constant or environment variable: the Worker's CAP_TOKEN_SANDBOX_WRITE. */
    public const TOKEN = 'DYNAMIC_CACHE_SANDBOX_TOKEN';

    /** Seconds that a person waits. */
    private const PATIENCE = 5.0;

    public function __construct(private readonly EdgeClient $client) {}

    /**
     * @param array<array-key, mixed> $given what the screen sent, checked against its schema
     *
     * @return array<string, mixed> the members that the call tells
     *
     * @throws UnableToAskWorker
     */
    public function ask(WorkerCall $call, array $given, string $actor): array
    {
        $key = Credentials::load()->usable_key() ?? throw UnableToAskWorker::because_none_is_connected();
        $token = $call->needs_capability() ? self::token() : '';
        if ($call->needs_capability() && $token === '') {
            throw UnableToAskWorker::because('missing_capability_token', 409);
        }
        $body = $call->body === null ? '' : (string) wp_json_encode((object) ($call->body)($given, $key->siteId, $actor), JSON_UNESCAPED_SLASHES);
        $method = $call->body === null ? 'GET' : 'POST';
        try {
            $answer = $this->client->signed($key, new Call($method, $call->target, $body, self::PATIENCE, $call->is_change() ? wp_generate_uuid4() : '', $token));
        } catch (RefusedByEdge $refusal) {
            throw UnableToAskWorker::because($refusal->error, $refusal->status);
        } catch (UnableToReachEdge $failure) {
            throw UnableToAskWorker::because_of(Trouble::explain($failure->getMessage()));
        }

        return self::told(self::without_empty_objects($answer), $call->tells);
    }

    /**
     * @param array<array-key, mixed> $answer
     * @param list<string> $names
     *
     * @return array<string, mixed>
     *
     * @throws UnableToAskWorker
     */
    private static function told(array $answer, array $names): array
    {
        $told = [];
        foreach ($names as $name) {
            $told[$name] = $answer[$name] ?? throw UnableToAskWorker::because_of(Trouble::explain(Trouble::ContractMismatch->value));
        }

        return $told;
    }

    /**
     * What testers add may be a text or an object, and one that says nothing is decoded as an empty list, which the screen
     * would refuse with the whole answer.
     *
     * @param array<array-key, mixed> $answer
     *
     * @return array<array-key, mixed>
     */
    private static function without_empty_objects(array $answer): array
    {
        foreach ($answer as $name => $member) {
            if (is_array($member)) {
                $isNothing = $member === [] && in_array($name, ['context', 'details'], true);
                $answer[$name] = $isNothing ? null : self::without_empty_objects($member);
            }
        }

        return $answer;
    }

    private static function token(): string
    {
        $token = defined(self::TOKEN) ? constant(self::TOKEN) : getenv(self::TOKEN);

        return is_string($token) ? $token : '';
    }
}
