<?php

declare(strict_types=1);

namespace DynamicCache\Store;

final class UnableToAskRedis extends \RuntimeException
{
    /**
     * @param string $word first word of what Redis refused with, `OOM`; '' = nobody answered
     * @param bool $isLate it answered, a little too late for this request
     */
    private function __construct(public readonly string $word, string $message, public readonly bool $isLate = false)
    {
        parent::__construct($message);
    }

    /** No connection, no answer in time, or one that cannot be understood. */
    public static function because(string $why): self
    {
        return new self('', $why);
    }

    public static function late(): self
    {
        return new self('', 'its answer came too late', true);
    }

    /** @param string $error an error reply */
    public static function refused(string $error): self
    {
        $word = explode(' ', $error, 2)[0];

        return new self($word === '' ? 'ERR' : $word, $error);
    }

    /**
     * For clients that tell both in the same way.
     *
     * @param string $message of the client
     */
    public static function of_message(string $message): self
    {
        return preg_match('/^[A-Z]{3,} /', $message) === 1 ? self::refused($message) : self::because($message);
    }

    public function is_answer(): bool
    {
        return $this->word !== '';
    }
}
