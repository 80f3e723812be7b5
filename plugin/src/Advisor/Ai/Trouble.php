<?php

/** Why an answer of the AI was not used; `AiTrouble` of contracts/src/advisor.ts. */

declare(strict_types=1);

namespace DynamicCache\Advisor\Ai;

enum Trouble: string
{
    case Unsupported = 'unsupported';
    case NoModel = 'no-model';
    case Failed = 'failed';
    case Late = 'late';
    case TooLong = 'too-long';
    case NotJson = 'not-json';
    case WrongShape = 'wrong-shape';
    case NotAllowed = 'not-allowed';

    /** What happened, and who answers: nothing of what the provider said is repeated. */
    public function message(): string
    {
        return match ($this) {
            self::Unsupported => __('This WordPress has no AI client, or it is switched off. The rules answered.', 'ai-wp-dynamic-cache'),
            self::NoModel => __('No AI provider is connected that can do this. The rules answered.', 'ai-wp-dynamic-cache'),
            self::Failed => __('The AI provider failed. The rules answered.', 'ai-wp-dynamic-cache'),
            self::Late => __('The AI took too long. The rules answered.', 'ai-wp-dynamic-cache'),
            self::TooLong => __('The answer of the AI was too long. The rules answered.', 'ai-wp-dynamic-cache'),
            self::NotJson => __('The AI did not answer in JSON. The rules answered.', 'ai-wp-dynamic-cache'),
            self::WrongShape => __('The answer of the AI did not have the form that was asked for. The rules answered.', 'ai-wp-dynamic-cache'),
            self::NotAllowed => __('The AI suggested something that it may not suggest. The rules answered.', 'ai-wp-dynamic-cache'),
        };
    }
}
