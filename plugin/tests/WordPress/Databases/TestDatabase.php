<?php

/** Where a throw-away WordPress has its data: what a test needs of it from outside of WordPress. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Databases;

interface TestDatabase
{
    /**
     * Paths below the root of WordPress that a copy must not have.
     *
     * @return list<string>
     */
    public function not_copied(): array;

    /**
     * For wp-config.php.
     *
     * @return array<string, string> constant → value
     */
    public function constants(): array;

    /** A connection beside that of WordPress; its errors are thrown. */
    public function connect(): \PDO;

    /** From now on nobody can connect to it. */
    public function take_away(): void;

    public function bring_back(): void;

    /** Keeps all data as they are now. */
    public function keep(): void;

    /** Puts back what was kept last, whatever happened to it since. */
    public function put_back(): void;

    /** Ends the transaction of a test: the data are as they were before it, its tables too. */
    public function undo(\wpdb $connection): void;

    public function delete(): void;
}
