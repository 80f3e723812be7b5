<?php

/** The Worker was not asked, did not answer, or refused; nothing has changed. */

declare(strict_types=1);

namespace DynamicCache\Leaderboard;

use DynamicCache\Edge\Trouble;

final class UnableToAskWorker extends \RuntimeException
{
    /** @param string $word snake_case, for machines */
    private function __construct(public readonly string $word, public readonly int $status, string $sentence)
    {
        parent::__construct($sentence);
    }

    public static function because_none_is_connected(): self
    {
        return new self('edge_not_connected', 409, __('No Worker is connected. Connect one on the Edge screen.', 'ai-wp-dynamic-cache'));
    }

    /** @param string $sentence why no answer came */
    public static function because_of(string $sentence): self
    {
        return new self('edge_unreachable', 502, $sentence);
    }

    /**
     * @param string $word of the Worker's contract
     * @param int $status that it answered with
     */
    public static function because(string $word, int $status): self
    {
        $sentence = self::sentence($word) ?? Trouble::explain($word);

        return new self($word, match (true) {
            $word === 'not_claimer_or_requester' => 409,
            // What is wrong between site and Worker is not the account's fault, which these would say.
            $status === 401, $status === 403, $status >= 500 => 502,
            default => $status,
        }, $sentence);
    }

    private static function sentence(string $word): ?string
    {
        return match ($word) {
            'missing_capability_token' => __('Define DYNAMIC_CACHE_SANDBOX_TOKEN in wp-config.php: the same text as CAP_TOKEN_SANDBOX_WRITE of the Worker. It opens the sandbox to this site.', 'ai-wp-dynamic-cache'),
            'invalid_capability_token' => __('DYNAMIC_CACHE_SANDBOX_TOKEN in wp-config.php is not what the Worker has as CAP_TOKEN_SANDBOX_WRITE.', 'ai-wp-dynamic-cache'),
            'signing_disabled' => __('The Worker is not set up: a secret is missing or too short. For the sandbox that is CAP_TOKEN_SANDBOX_WRITE (`wrangler secret put`).', 'ai-wp-dynamic-cache'),
            'not_found' => __('This Worker does not know the call; deploy the one of this version.', 'ai-wp-dynamic-cache'),
            'no_sandbox_request_available' => __('Nothing waits that could be claimed now.', 'ai-wp-dynamic-cache'),
            'sandbox_claim_conflict' => __('Somebody works in that sandbox. Choose another one, or wait until it is released.', 'ai-wp-dynamic-cache'),
            'sandbox_request_not_found' => __('That request is not there any more.', 'ai-wp-dynamic-cache'),
            'sandbox_request_closed' => __('That request is over: nobody can vote on it any more.', 'ai-wp-dynamic-cache'),
            'sandbox_request_not_claimed' => __('Nobody has claimed that request: its time may be over, and it is in the queue again.', 'ai-wp-dynamic-cache'),
            'not_claimer_or_requester' => __('Only who claimed a request, or asked for it, can release it.', 'ai-wp-dynamic-cache'),
            'sandbox_conflict_not_found' => __('That conflict is not there any more.', 'ai-wp-dynamic-cache'),
            'sandbox_conflict_not_open' => __('Somebody has settled that conflict already.', 'ai-wp-dynamic-cache'),
            'tester_not_found' => __('There is no such tester.', 'ai-wp-dynamic-cache'),
            'invalid_body' => __('The Worker did not take what was sent. Look at the fields again.', 'ai-wp-dynamic-cache'),
            default => null,
        };
    }
}
