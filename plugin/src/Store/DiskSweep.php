<?php

/** Walks the pages of a site and deletes what can never be served again. Runs without any lock; may be cut off anywhere. */

declare(strict_types=1);

namespace DynamicCache\Store;

final class DiskSweep
{
    /** @param \Closure(Page): bool $isDead */
    public function __construct(private readonly PageFolders $folders, private readonly \Closure $isDead) {}

    /**
     * Whether everything dead is gone now: only then may the log forget why it was dead.
     *
     * @param Token $fence no page from before it is being stored any more
     */
    public function run(Token $fence): bool
    {
        Files::each($this->folders->root, function (string $epoch) use ($fence): bool {
            if ($epoch !== $fence->epoch) {
                Files::delete_folder($this->folders->epoch($epoch));
            }

            return true;
        });
        $folder = $this->folders->epoch($fence->epoch);

        return Files::each($folder, fn(string $bucket): bool => Files::each(
            "{$folder}/{$bucket}",
            fn(string $name): bool => $this->keep_or_delete("{$folder}/{$bucket}/{$name}", $fence->sequence),
        ));
    }

    private function keep_or_delete(string $path, int $fence): bool
    {
        if (preg_match('/\.([0-9]+)\.[0-9a-f]+\.tmp$/D', $path, $match) === 1) {
            return (int) $match[1] >= $fence || @unlink($path) || !file_exists($path);
        }
        $handle = @fopen($path, 'rb');
        if ($handle === false) {
            return !file_exists($path);
        }
        $page = PageFile::read($handle, Part::Head);
        fclose($handle);

        return ($page instanceof Page && !($this->isDead)($page)) || @unlink($path) || !file_exists($path);
    }
}
