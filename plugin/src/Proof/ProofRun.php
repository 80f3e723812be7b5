<?php

/** Checks what waits, one page after the other, as long as there is time and the host is not busy. */

declare(strict_types=1);

namespace DynamicCache\Proof;

use DynamicCache\Benchmark\Gate\Volatile;
use DynamicCache\Benchmark\Load;
use DynamicCache\Install\Paths;
use DynamicCache\Settings\HomeUrl;
use DynamicCache\Settings\PageRevision;
use DynamicCache\Settings\Settings;
use DynamicCache\Store\StoreFailure;
use DynamicCache\Store\Stores;

final class ProofRun
{
    /** Per processor; visitors come first. */
    public const LOAD = 1.0;

    /** @param \Closure(): int $clock Unix seconds */
    public function __construct(
        private readonly Paths $paths,
        private readonly Settings $settings,
        private readonly Load $load,
        private readonly \Closure $clock,
    ) {}

    public static function of_wordpress(Settings $settings): self
    {
        return new self(Paths::of_wordpress(), $settings, Load::of_host(), time(...));
    }

    /**
     * @param int $seconds after which no other page is begun
     * @param float $load average per processor above which none is begun either
     *
     * @return list<Check> what was checked
     */
    public function run(int $seconds, float $load = self::LOAD): array
    {
        $end = ($this->clock)() + $seconds;
        $done = [];
        while (!$this->load->is_above($load) && ($check = Proofs::take(($this->clock)())) !== null) {
            $done[] = $this->check($check);
            if (($this->clock)() >= $end || end($done)->outcome === Outcome::Unable) {
                break;
            }
        }

        return $done;
    }

    /** One page that somebody asks for, however busy the host is. Null when it could not be written down. */
    public function run_for(string $url): ?Check
    {
        $now = ($this->clock)();
        $id = Proofs::ask(Mode::Asked, $url, '', $now);
        $check = $id > 0 && Proofs::take_row($id, $now) ? Proofs::find($id) : null;

        return $check === null ? null : $this->check($check);
    }

    private function check(Check $check): Check
    {
        $now = ($this->clock)();
        $renders = null;
        try {
            $renders = FreshRenders::open($this->paths, $now);
            $verdict = $this->checker($renders, $now)->check($check, $now);
        } catch (UnableToRender|StoreFailure $failure) {
            $verdict = new Verdict(Outcome::Unable, $failure->getMessage());
        } finally {
            $renders?->close();
        }
        $concluded = $verdict->conclude($check, ($this->clock)());
        Proofs::conclude($concluded);

        return $concluded;
    }

    /** @throws StoreFailure */
    private function checker(FreshRenders $renders, int $now): Checker
    {
        $store = Stores::configured($this->paths->cache_dir(), (string) get_current_blog_id());

        return new Checker(
            $this->settings,
            new StoredPages($store, PageRevision::of($this->settings, HomeUrl::of_site())),
            new Comparison(Volatile::of_site(), $now),
            $renders->render(...),
        );
    }
}
