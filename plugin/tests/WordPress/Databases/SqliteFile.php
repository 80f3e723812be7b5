<?php

/** A file below wp-content, behind the driver in wp-content/db.php. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Databases;

use DynamicCache\Tests\WordPress\ThrowAwayWordPress;

final class SqliteFile implements TestDatabase
{
    /** @param string $root of WordPress */
    public function __construct(private readonly string $root) {}

    public function not_copied(): array
    {
        return ['wp-content/database'];
    }

    public function constants(): array
    {
        return ['DB_NAME' => 'wordpress', 'DB_USER' => '', 'DB_PASSWORD' => '', 'DB_HOST' => ''];
    }

    public function connect(): \PDO
    {
        return new \PDO("sqlite:{$this->file()}");
    }

    public function take_away(): void
    {
        $file = $this->file();
        rename($file, "{$file}.away");
        mkdir($file);
    }

    public function bring_back(): void
    {
        $file = $this->file();
        rmdir($file);
        rename("{$file}.away", $file);
    }

    public function keep(): void
    {
        ThrowAwayWordPress::copy_files($this->folder(), "{$this->folder()}-kept");
    }

    public function put_back(): void
    {
        ThrowAwayWordPress::delete_folder($this->folder());
        ThrowAwayWordPress::copy_files("{$this->folder()}-kept", $this->folder());
    }

    public function undo(\wpdb $connection): void
    {
        $connection->query('ROLLBACK');
    }

    /** It goes with its WordPress. */
    public function delete(): void {}

    private function file(): string
    {
        $files = glob("{$this->folder()}/.ht*sqlite");

        return $files[0] ?? throw new \LogicException('WordPress is not installed yet.');
    }

    private function folder(): string
    {
        return "{$this->root}/wp-content/database";
    }
}
