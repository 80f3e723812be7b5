<?php

/**
 * Where the log on disk stands when a fill begins, found without its lock: the usual case, in which no line is being
 * written and no suspicion was left by a process that died.
 */

declare(strict_types=1);

namespace DynamicCache\Store;

final class DiskTokens
{
    /** Opened to look for a page that was not there: who renders it takes the token next. */
    private ?OpenLog $opened = null;

    /** @var array{Token, list<LogRecord>}|null as it was read last, with the suspicions that nothing had settled */
    private ?array $read = null;

    public function __construct(
        private readonly PurgeLogFile $log,
        private readonly PageFolders $folders,
    ) {}

    /** The log that was open while there was no page. */
    public function keep(OpenLog $log): void
    {
        $this->opened = $log;
    }

    /**
     * The end of the log as it is now. Of a log that was kept and has been replaced since it is an older end, which is no
     * danger: at worst the page is not stored, because its epoch is over or a fence is behind it (PurgeHistory::refusal()).
     *
     * @return Token|null null: the log has to be looked at under its lock
     */
    public function quick(int $now): ?Token
    {
        $log = $this->opened ?? $this->log->open();
        $this->opened = null;
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
