<?php

/** One database of the server of this test run, reached by core's own driver. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Databases;

final class MariaDb implements TestDatabase
{
    private function __construct(private readonly MariaDbServer $server, private readonly string $name) {}

    public static function make(): self
    {
        $database = new self(MariaDbServer::running(), 'wordpress_' . bin2hex(random_bytes(6)));
        $database->server->connect()->exec("CREATE DATABASE {$database->name}");

        return $database;
    }

    public function not_copied(): array
    {
        return ['wp-content/db.php'];
    }

    public function constants(): array
    {
        return ['DB_NAME' => $this->name, 'DB_USER' => 'root', 'DB_PASSWORD' => '', 'DB_HOST' => "localhost:{$this->server->socket()}"];
    }

    public function connect(): \PDO
    {
        $connection = $this->server->connect($this->name);
        // As wpdb has it: drafts have dates of zeros.
        $connection->exec("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");

        return $connection;
    }

    public function take_away(): void
    {
        $this->move($this->name, "{$this->name}_away");
    }

    public function bring_back(): void
    {
        $this->move("{$this->name}_away", $this->name);
    }

    public function keep(): void
    {
        $connection = $this->connect();
        $connection->exec("DROP DATABASE IF EXISTS {$this->name}_kept");
        $connection->exec("CREATE DATABASE {$this->name}_kept");
        foreach (self::tables($connection, $this->name) as $table) {
            $connection->exec("CREATE TABLE {$this->name}_kept.{$table} LIKE {$table}");
            $connection->exec("INSERT INTO {$this->name}_kept.{$table} SELECT * FROM {$table}");
        }
    }

    public function put_back(): void
    {
        $connection = $this->connect();
        $kept = self::tables($connection, "{$this->name}_kept");
        foreach (array_diff(self::tables($connection, $this->name), $kept) as $table) {
            $connection->exec("DROP TABLE {$table}");
        }
        foreach ($kept as $table) {
            $connection->exec("CREATE TABLE IF NOT EXISTS {$table} LIKE {$this->name}_kept.{$table}");
            $connection->exec("TRUNCATE {$table}");
            $connection->exec("INSERT INTO {$table} SELECT * FROM {$this->name}_kept.{$table}");
        }
    }

    /** CREATE, DROP and ALTER end a transaction here, and what was done in it stays. */
    public function undo(\wpdb $connection): void
    {
        $isOpen = $connection->get_var('SELECT @@in_transaction') === '1';
        $connection->query('ROLLBACK');
        if (!$isOpen) {
            $this->put_back();
        }
    }

    public function delete(): void
    {
        if (!$this->server->is_running()) {
            return;
        }
        $connection = $this->server->connect();
        foreach ([$this->name, "{$this->name}_kept"] as $name) {
            $connection->exec("DROP DATABASE IF EXISTS {$name}");
        }
    }

    private function move(string $from, string $to): void
    {
        $connection = $this->server->connect();
        $connection->exec("CREATE DATABASE {$to}");
        foreach (self::tables($connection, $from) as $table) {
            $connection->exec("RENAME TABLE {$from}.{$table} TO {$to}.{$table}");
        }
        $connection->exec("DROP DATABASE {$from}");
    }

    /** @return list<string> */
    private static function tables(\PDO $connection, string $database): array
    {
        $found = $connection->query("SHOW FULL TABLES FROM {$database} WHERE Table_type = 'BASE TABLE'");

        return $found === false ? [] : array_values(array_filter($found->fetchAll(\PDO::FETCH_COLUMN), is_string(...)));
    }
}
