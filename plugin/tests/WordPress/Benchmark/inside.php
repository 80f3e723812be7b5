<?php

/** Run by BenchmarkTestCase in a process of its own, inside the WordPress named by the first argument; prints JSON. */

declare(strict_types=1);

$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_URI'] = '/wp-cron.php';
define('DOING_CRON', true);

require $argv[1] . '/wp-load.php';

/** @var wpdb $wpdb */
$rows = static fn(string $table, string $columns): array => $wpdb->get_results("SELECT {$columns} FROM {$wpdb->prefix}{$table} ORDER BY 1", 'ARRAY_N');

$answer = match ($argv[2]) {
    // What a run could leave behind in the database.
    'traces' => [
        'users' => $rows('users', 'ID, user_login'),
        'usermeta' => $rows('usermeta', 'umeta_id, user_id, meta_key'),
        'posts' => $rows('posts', 'ID, post_type, post_status'),
        'postmeta' => $rows('postmeta', 'meta_id, post_id, meta_key'),
        'options' => array_values(array_filter(
            array_column($rows('options', 'option_name'), 0),
            static fn(mixed $name): bool => is_string($name) && !str_contains($name, 'transient') && $name !== 'cron',
        )),
        'pages' => (static function () use ($rows): array {
            // Renders reach the list by a journal.
            DynamicCache\Index\PageJournal::of_site()->settle();

            return $rows('dynamic_cache_pages', 'url');
        })(),
    ],
    // One case of a gate, or all of them: evidence of what it does not let pass.
    'gate' => (static function (string $name, string $case, string $strategy): array {
        $paths = DynamicCache\Install\Paths::of_wordpress();
        $space = new DynamicCache\Benchmark\ProbeSpace($paths->cache_dir(), bin2hex(random_bytes(8)));
        $space->open(time());
        $settings = DynamicCache\Settings\SettingsRepository::of_site()->all();
        try {
            $gates = new DynamicCache\Benchmark\Gate\Gates(
                (new DynamicCache\Benchmark\Strategies($paths, $settings))->probes(DynamicCache\Settings\Strategy::from($strategy), $space),
                $settings,
                [home_url('/'), home_url('/hello-world/')],
            );
            $gate = $gates->gate(DynamicCache\Benchmark\Gate\GateName::from($name));
            $evidence = array_merge(...array_map($gate->check(...), $case === '' ? $gate->cases() : [$case]));

            return array_map(static fn(DynamicCache\Benchmark\Gate\Evidence $one): array => $one->to_array(), $evidence);
        } finally {
            $space->close();
        }
    })($argv[3] ?? '', $argv[4] ?? '', $argv[5] ?? 'origin-disk'),
    // Goes on with a registration, as the status of a screen does.
    'connect' => DynamicCache\Edge\Connection::of_wordpress()->look()->state->value,
    'clock' => do_action('dynamic_cache_benchmark'),
    'sweep' => do_action('dynamic_cache_sweep'),
    // As time would.
    'let-go' => $wpdb->query("UPDATE {$wpdb->prefix}dynamic_cache_benchmarks SET held_until = 0"),
    // A run of one step, at each of these seconds: what comes of it, and how often it has failed. A second that is true wakes
    // the process of the fourth argument first.
    'paced' => (static function (array $seconds, int $redis): array {
        $runs = new DynamicCache\Benchmark\Runs();
        $runs->add(new DynamicCache\Benchmark\Run(bin2hex(random_bytes(8)), time(), ['object-cache|purge|origin 1'], new DynamicCache\Benchmark\Budget(600, 1000.0), []));
        $now = 0.0;
        $runner = new DynamicCache\Benchmark\Runner($runs, DynamicCache\Benchmark\Load::of_host(), bin2hex(random_bytes(8)), static function () use (&$now): float {
            return $now;
        });
        $seen = [];
        foreach ($seconds as $at => $thaws) {
            $now = (float) $at;
            if ($thaws === true) {
                posix_kill($redis, SIGCONT);
                // By its own clock the process leaves it alone for as long.
                sleep(DynamicCache\Store\RedisBreaker::PAUSE + 1);
            }
            $progress = $runner->advance(0.0);
            $run = $runs->newest(1)[0];
            $seen[] = [$at, $progress->value, $run->state->value, $run->failures];
        }

        return $seen;
    })((array) json_decode($argv[3] ?? '', true), (int) ($argv[4] ?? 0)),
    'canary' => DynamicCache\Benchmark\Canary::create()->marker,
    // Killed when its row was written and nothing else of it.
    'half-canary' => (static function (): never {
        add_filter('insert_user_meta', static fn(): never => exit("\nnull"));
        DynamicCache\Benchmark\Canary::create();
        throw new LogicException('It was made whole.');
    })(),
    // An edit whose process died between the change and its purge; this one lives on.
    'killed-edit' => shell_exec(implode(' ', array_map(escapeshellarg(...), [PHP_BINARY, __FILE__, $argv[1], 'edit-and-die']))),
    'edit-and-die' => (static function (): int {
        add_action('post_updated', static fn(): bool => posix_kill(posix_getpid(), SIGKILL));

        return wp_update_post(['ID' => 1, 'post_title' => 'Hello world! ' . bin2hex(random_bytes(4))]);
    })(),
    'due' => do_action('dynamic_cache_benchmark_due'),
    'is-scheduled' => wp_next_scheduled('dynamic_cache_benchmark') !== false,
    'probe-post' => DynamicCache\Benchmark\ProbePost::publish('left')->url(),
    'deactivate' => deactivate_plugins('ai-wp-dynamic-cache/ai-wp-dynamic-cache.php'),
    'activate' => activate_plugin('ai-wp-dynamic-cache/ai-wp-dynamic-cache.php'),
    default => throw new InvalidArgumentException($argv[2]),
};
echo "\n" . json_encode($answer);
