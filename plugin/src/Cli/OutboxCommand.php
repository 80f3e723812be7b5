<?php

/** `wp dynamic-cache outbox`: the messages that wait for the edge; the table of the screen. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Capabilities;
use DynamicCache\Edge\OutboxWork;
use DynamicCache\Edge\WaitingMessage;

final class OutboxCommand
{
    private const MOST = 500;
    private const COLUMNS = ['id', 'to', 'sentence', 'at', 'tries', 'next_try', 'error'];

    public function __construct(private readonly Terminal $terminal, private readonly OutboxWork $outbox) {}

    /**
     * Lists what waits to be told, the oldest first.
     *
     * ## OPTIONS
     *
     * [--limit=<number>]
     * : How many, at most 500.
     * ---
     * default: 20
     * ---
     *
     * [--format=<format>]
     * : How to print it; `ids` prints numbers, one a line.
     * ---
     * default: table
     * options:
     *   - table
     *   - json
     *   - csv
     *   - yaml
     *   - ids
     * ---
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache outbox list --format=json
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function list(array $arguments, array $options): void
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        $limit = NumberOption::whole($this->terminal, $options, 'limit', 20, 1, self::MOST);
        $messages = $this->outbox->list()->find($limit, 0);
        $format = Terminal::format($options);
        if ($format === 'ids') {
            foreach ($messages as $message) {
                $this->terminal->line((string) $message->id);
            }

            return;
        }
        $this->terminal->rows(array_map(self::row(...), $messages), self::COLUMNS, $format);
    }

    /**
     * Tries messages now. Their order is kept, so that those before one are tried first.
     *
     * ## OPTIONS
     *
     * [<id>...]
     * : Numbers of messages.
     *
     * [--all]
     * : All of them.
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache outbox retry --all
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function retry(array $arguments, array $options): void
    {
        $ids = $this->asked($arguments, $options);
        $came = $this->outbox->retry($ids);
        $said = sprintf(
            /* translators: 1: a number, 2: a number */
            _n('%1$d delivered; %2$d waits.', '%1$d delivered; %2$d wait.', $came['waiting'], 'ai-wp-dynamic-cache'),
            $came['done'],
            $came['waiting'],
        );
        if ($came['waiting'] === 0 || ($ids !== null && $this->outbox->list()->still_waiting($ids) === 0)) {
            $this->terminal->done($said);

            return;
        }
        $this->terminal->warn($said);
        $this->terminal->end(1);
    }

    /**
     * Drops messages: who should have heard of them keeps old pages until their time is over. Asks first.
     *
     * ## OPTIONS
     *
     * [<id>...]
     * : Numbers of messages.
     *
     * [--all]
     * : All of them.
     *
     * [--yes]
     * : Do not ask.
     *
     * ## EXAMPLES
     *
     *     $ wp dynamic-cache outbox drop 17 --yes
     *
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     */
    public function drop(array $arguments, array $options): void
    {
        $ids = $this->asked($arguments, $options);
        $this->terminal->confirm(__('Pages at the edge stay as they are until their time is over. Drop these messages?', 'ai-wp-dynamic-cache'), $options);
        $came = $this->outbox->drop($ids);
        /* translators: %d: a number */
        $this->terminal->done(sprintf(_n('%d message was dropped.', '%d messages were dropped.', $came['done'], 'ai-wp-dynamic-cache'), $came['done']));
    }

    /**
     * @param list<string> $arguments
     * @param array<string, mixed> $options
     *
     * @return list<int>|null null: all
     */
    private function asked(array $arguments, array $options): ?array
    {
        Access::need($this->terminal, Capabilities::MANAGE);
        if (SwitchOption::is_on($this->terminal, $options, 'all') === ($arguments !== [])) {
            $this->terminal->refuse(__('Give numbers of messages, or --all.', 'ai-wp-dynamic-cache'));
        }
        foreach ($arguments as $id) {
            if (preg_match('/^[1-9][0-9]{0,17}$/D', $id) !== 1) {
                /* translators: %s: what somebody typed */
                $this->terminal->refuse(sprintf(__('"%s" is no number of a message.', 'ai-wp-dynamic-cache'), $id));
            }
        }

        $ids = array_map(intval(...), $arguments);
        $unknown = $this->outbox->list()->without($ids);
        if ($unknown !== []) {
            /* translators: %s: numbers of messages */
            $this->terminal->refuse(sprintf(__('No such message waits: %s. Nothing was done.', 'ai-wp-dynamic-cache'), implode(', ', $unknown)));
        }

        return $ids === [] ? null : $ids;
    }

    /** @return array<string, string|int|null> */
    private static function row(WaitingMessage $message): array
    {
        return [
            'id' => $message->id,
            'to' => $message->to->value,
            'sentence' => $message->sentence(),
            'at' => gmdate('c', $message->at),
            'tries' => $message->tries,
            'next_try' => $message->nextTry === null ? null : gmdate('c', $message->nextTry),
            'error' => $message->to_array()['error'],
        ];
    }
}
