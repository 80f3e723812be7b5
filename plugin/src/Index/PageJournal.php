<?php

/**
 * Renders on their way into the list of pages: rendered/SITE.php, one line each. A render appends and is done; whoever reads
 * the list, purges, or counts (cron, every five minutes) puts all lines into the table by one statement first. Nothing is
 * purged by the list: what a page depends on lies with the page, so that a line that is lost costs a row of a screen.
 */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Install\Paths;
use DynamicCache\Store\Files;

final class PageJournal
{
    private const GUARD = "<?php exit; ?>\n";

    /** Some hundred pages: then the one that makes it so long settles it, behind its answer. */
    private const MAX_BYTES = 524_288;

    private function __construct(private readonly string $path, private readonly Files $files) {}

    /** Of the current site. */
    public static function of_site(): self
    {
        return new self(Paths::of_wordpress()->rendered_file((string) get_current_blog_id()), Files::of_system());
    }

    /** Where no file can be written, the row goes into the table at once. */
    public function add(RenderedPage $rendered): void
    {
        $row = RenderedRow::of($rendered);
        $size = $this->append($row->line());
        if ($size === null) {
            PageTable::put([$row]);
        } elseif ($size > self::MAX_BYTES) {
            $this->settle();
        }
    }

    /**
     * Puts everything into the table. Who comes second waits, so that nothing is on its way any more when this returns.
     */
    public function settle(): void
    {
        clearstatcache(true, $this->path);
        $busy = is_file($this->path) ? @fopen("{$this->path}.lock", 'cb') : false;
        if ($busy === false) {
            return;
        }
        if ($this->files->lock($busy, LOCK_EX)) {
            $rows = array_map(RenderedRow::parse(...), explode("\n", $this->taken()));
            PageTable::put(array_values(array_filter($rows)));
        }
        fclose($busy);
    }

    /** @return int|null how long the journal is now; null: it was not written */
    private function append(string $line): ?int
    {
        $handle = $line !== '' && Files::make_folder(dirname($this->path)) ? @fopen($this->path, 'ab') : false;
        if ($handle === false) {
            return null;
        }
        $size = null;
        if ($this->files->lock($handle, LOCK_EX)) {
            $before = fstat($handle)['size'] ?? 0;
            $bytes = ($before === 0 ? self::GUARD : '') . $line;
            $size = $this->files->write_all($handle, $bytes) ? $before + strlen($bytes) : null;
            if ($before === 0) {
                @chmod($this->path, 0640);
            }
        }
        fclose($handle);

        return $size;
    }

    /** Empties the journal; gives what was in it. */
    private function taken(): string
    {
        $handle = @fopen($this->path, 'r+b');
        if ($handle === false) {
            return '';
        }
        $text = '';
        if ($this->files->lock($handle, LOCK_EX)) {
            $text = (string) stream_get_contents($handle);
            ftruncate($handle, 0);
        }
        fclose($handle);

        return $text;
    }
}
