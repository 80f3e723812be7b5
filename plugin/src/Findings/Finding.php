<?php

/** What a look at the host or a test found: one shape for wp-admin, Site Health and `doctor`. */

declare(strict_types=1);

namespace DynamicCache\Findings;

final class Finding
{
    /** Evidence is for a look, not for an archive. */
    private const MAX_EVIDENCE = 600;

    public readonly string $evidence;

    /**
     * @param string $code stable, kebab-case
     * @param string $detail what was seen and what it means
     * @param string $fix the one thing to do; empty when there is nothing to do
     * @param string $evidence plain text, cut to a few lines and to what can be printed: it may come from outside
     * @param string $paste lines of ours that a person has to put somewhere, whole
     */
    public function __construct(
        public readonly string $code,
        public readonly FindingStatus $status,
        public readonly string $title,
        public readonly string $detail = '',
        public readonly string $fix = '',
        string $evidence = '',
        public readonly string $paste = '',
    ) {
        $this->evidence = self::printable($evidence);
    }

    /** @return array{code: string, status: string, title: string, detail: string, fix: string, evidence?: string, paste?: string} */
    public function to_array(): array
    {
        $members = [
            'code' => $this->code,
            'status' => $this->status->value,
            'title' => $this->title,
            'detail' => $this->detail,
            'fix' => $this->fix,
        ];

        return $members
            + ($this->evidence === '' ? [] : ['evidence' => $this->evidence])
            + ($this->paste === '' ? [] : ['paste' => $this->paste]);
    }

    private static function printable(string $text): string
    {
        // Invalid UTF-8 would make the whole answer invalid JSON; an escape sequence would speak to a terminal.
        $valid = wp_check_invalid_utf8($text, true);
        $plain = (string) preg_replace('/[\x00-\x09\x0b-\x1f\x7f\x{80}-\x{9f}\x{202a}-\x{202e}\x{2066}-\x{2069}]+/u', ' ', $valid);

        return mb_strlen($plain, 'UTF-8') > self::MAX_EVIDENCE ? mb_substr($plain, 0, self::MAX_EVIDENCE, 'UTF-8') . '…' : $plain;
    }
}
