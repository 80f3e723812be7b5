<?php

/** What the commands use of WP-CLI, for static analysis alone: never loaded, because WP-CLI itself has these names. */

declare(strict_types=1);

namespace {
    final class WP_CLI
    {
        /** @param callable|class-string|object $callable */
        public static function add_command(string $name, callable|string|object $callable): void {}

        public static function line(string $message = ''): void {}

        public static function log(string $message): void {}

        public static function success(string $message): void {}

        public static function warning(string $message): void {}

        public static function error(string $message, bool $exit = true): void {}

        /** @param array<string, mixed> $options */
        public static function print_value(mixed $value, array $options = []): void {}

        public static function get_config(string $name): mixed
        {
            return null;
        }

        public static function halt(int $code): never
        {
            exit($code);
        }
    }
}

namespace WP_CLI\Dispatcher {
    class CommandNamespace {}
}

namespace WP_CLI\Utils {
    /**
     * @param list<array<string, string>> $items
     * @param list<string> $fields
     */
    function format_items(string $format, array $items, array $fields): void {}
}
