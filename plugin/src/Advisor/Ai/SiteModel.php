<?php

/**
 * The AI client of WordPress (since 7.0): whichever provider and model the owner has connected. Its exceptions, its errors
 * and whatever a provider's code throws are one failure here.
 */

declare(strict_types=1);

namespace DynamicCache\Advisor\Ai;

use DynamicCache\Advisor\UnableToAdvise;
use WordPress\AiClient\Providers\Http\DTO\RequestOptions;
use WordPress\AiClient\Results\DTO\GenerativeAiResult;

final class SiteModel
{
    /** Seconds for an answer. A person waits for it, and PHP of many hosts ends after 30. */
    public const SECONDS = 15.0;

    /** Tokens of an answer at most: what a hundred rows with their reasons need. */
    private const MAX_TOKENS = 8000;

    /** @param \Closure(): float $clock seconds that only go forward */
    public function __construct(private readonly \Closure $clock) {}

    public static function of_wordpress(): self
    {
        return new self(static fn(): float => hrtime(true) / 1e9);
    }

    /** Whether this WordPress has the client, and neither its owner nor a plugin has switched it off. */
    public static function is_supported(): bool
    {
        try {
            return class_exists('WP_AI_Client_Prompt_Builder') && wp_supports_ai();
        } catch (\Throwable) {
            return false;
        }
    }

    /** @throws UnableToAdvise */
    public function ask(Prompt $prompt): Reply
    {
        $start = ($this->clock)();
        if (!self::is_supported()) {
            throw new UnableToAdvise(Trouble::Unsupported, new AiCall(null, null, 0.0));
        }
        try {
            $result = self::result($prompt);
            $text = $result instanceof GenerativeAiResult ? $result->toText() : '';
            $call = new AiCall($prompt, $result instanceof GenerativeAiResult ? self::cost($result) : null, $this->ms_since($start));
        } catch (UnableToAdvise $failure) {
            throw new UnableToAdvise($failure->trouble, new AiCall(null, null, $this->ms_since($start)));
        } catch (\Throwable) {
            throw new UnableToAdvise($this->is_late($start) ? Trouble::Late : Trouble::Failed, new AiCall($prompt, null, $this->ms_since($start)));
        }
        // A provider need not keep to the limit that it was given.
        if ($this->is_late($start)) {
            throw new UnableToAdvise(Trouble::Late, $call);
        }

        return $result instanceof GenerativeAiResult ? new Reply($text, $call) : throw new UnableToAdvise(Trouble::Failed, $call);
    }

    /** @throws UnableToAdvise when there is nobody to ask */
    private static function result(Prompt $prompt): GenerativeAiResult|\WP_Error
    {
        $builder = wp_ai_client_prompt($prompt->data)
            ->using_system_instruction($prompt->instruction)
            ->using_max_tokens(self::MAX_TOKENS)
            ->using_request_options(RequestOptions::fromArray([RequestOptions::KEY_TIMEOUT => self::SECONDS]))
            ->as_json_response($prompt->schema());
        if ($builder->is_supported_for_text_generation() !== true) {
            throw new UnableToAdvise(Trouble::NoModel);
        }

        return $builder->generate_text_result();
    }

    /** @return array{provider: string, model: string, prompt_tokens: int, completion_tokens: int, total_tokens: int}|null null where it tells nothing */
    private static function cost(GenerativeAiResult $result): ?array
    {
        $tokens = $result->getTokenUsage();

        return $tokens->getTotalTokens() === 0 ? null : [
            'provider' => $result->getProviderMetadata()->getName(),
            'model' => $result->getModelMetadata()->getId(),
            'prompt_tokens' => $tokens->getPromptTokens(),
            'completion_tokens' => $tokens->getCompletionTokens(),
            'total_tokens' => $tokens->getTotalTokens(),
        ];
    }

    private function is_late(float $start): bool
    {
        return ($this->clock)() - $start > self::SECONDS;
    }

    private function ms_since(float $start): float
    {
        return round((($this->clock)() - $start) * 1000, 1);
    }
}
