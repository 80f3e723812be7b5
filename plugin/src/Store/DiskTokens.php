<?php

/**
 * Where the log on disk stands when a fill begins, found without its lock: the usual case, in which no line is being
 * written and no suspicion was left by a process that died.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class DiskTokens
{
    /** @var array{Token, list<LogRecord>}|null as it was read last, with the suspicions that nothing had settled */
    private ?array $read = null;

    public function __construct(
        private readonly PurgeLogFile $log,
        private readonly PageFolders $folders,
    ) {}

    /**
     * The end of the log as it is now.
     *
     * @return Token|null null: the log has to be looked at under its lock
     */
    public function quick(int $now): ?Token
    {
        $log = $this->log->open();
        if ($log === null || !$this->folders->has($log->head->epoch)) {
            return null;
        }
        // Nothing that stands in a log ever changes: where the end is the same, so is all before it.
        $isSame = $this->read !== null && $this->read[0]->epoch === $log->head->epoch && $this->read[0]->sequence === $log->end();
        $this->read = $isSame ? $this->read : self::standing($log);
        [$token, $suspicions] = $this->read ?? [null, []];
        foreach ($suspicions as $suspicion) {
            if ($suspicion->is_abandoned($now)) {
                return null;
            }
        }

        return $token;
    }

    /** @return array{Token, list<LogRecord>}|null null while a line is being written */
    private static function standing(OpenLog $log): ?array
    {
        $text = $log->text($log->head->base);
        if ($text !== '' && !str_ends_with($text, "\n")) {
            return null;
        }
        $token = new Token($log->head->epoch, $log->head->base + strlen($text));

        return [$token, (new PurgeHistory(LogLine::parse($text, $log->head->base)))->open_until($token->sequence)];
    }
}
