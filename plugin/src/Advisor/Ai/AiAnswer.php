<?php

/**
 * The text of a model, believed in nothing: size, JSON, schema, then every sentence. What rows, values and verdicts it may
 * name is for Ai\Reading to say.
 */

declare(strict_types=1);

namespace DynamicCache\Advisor\Ai;

use DynamicCache\Advisor\UnableToAdvise;
use DynamicCache\Settings\JsonSchema;

final class AiAnswer
{
    private const MAX_BYTES = 65_536;
    private const MAX_DEPTH = 8;

    /**
     * The rows of the one list that every answer has.
     *
     * @return list<array<string, mixed>>
     *
     * @throws UnableToAdvise
     */
    public static function rows(Reply $reply, Prompt $prompt): array
    {
        if (strlen($reply->text) > self::MAX_BYTES) {
            throw new UnableToAdvise(Trouble::TooLong, $reply->call);
        }
        $answer = json_decode($reply->text, false, self::MAX_DEPTH);
        if (json_last_error() !== JSON_ERROR_NONE) {
            throw new UnableToAdvise(Trouble::NotJson, $reply->call);
        }
        if (!$answer instanceof \stdClass || JsonSchema::shipped($prompt->schema_name())->errors($answer) !== []) {
            throw new UnableToAdvise(Trouble::WrongShape, $reply->call);
        }
        $rows = [];
        foreach (get_object_vars($answer) as $list) {
            foreach (is_array($list) ? $list : [] as $row) {
                $rows[] = $row instanceof \stdClass ? self::members($row, $reply) : [];
            }
        }

        return $rows;
    }

    /**
     * @return array<string, mixed>
     *
     * @throws UnableToAdvise
     */
    private static function members(\stdClass $row, Reply $reply): array
    {
        $members = [];
        foreach (get_object_vars($row) as $name => $value) {
            $members[(string) $name] = $value;
        }
        $reason = is_string($members['reason'] ?? null) ? $members['reason'] : '';
        // A sentence is shown to the owner: no link to follow, no character that hides or turns round others.
        if (preg_match('/[\p{Cc}\p{Cf}\p{Co}]|:\/\/|\]\(|\bwww\.|javascript:/iu', $reason) !== 0) {
            throw new UnableToAdvise(Trouble::NotAllowed, $reply->call);
        }

        return $members;
    }
}
