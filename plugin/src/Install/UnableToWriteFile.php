<?php

declare(strict_types=1);

namespace DynamicCache\Install;

final class UnableToWriteFile extends \RuntimeException implements InstallFailure
{
    private function __construct(private readonly string $path, string $message, private readonly string $byHand)
    {
        parent::__construct($message);
    }

    public static function at(string $path, string $why, string $byHand = ''): self
    {
        return new self($path, "Unable to write {$path}: {$why}", $byHand);
    }

    /** The same failure, with the text that a person can put there instead. */
    public function or_by_hand(string $text): self
    {
        return new self($this->path, $this->getMessage() . '; put the drop-in there by hand, or give the web server write permission', $text);
    }

    public function code_word(): string
    {
        return 'unable_to_write';
    }

    public function path(): string
    {
        return $this->path;
    }

    public function by_hand(): string
    {
        return $this->byHand;
    }
}
