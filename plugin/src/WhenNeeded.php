<?php

/**
 * Features that a visitor's request has no use for, cached or not: they are made when the first of these hooks fires, in
 * front of everything else that listens to it. A request in which none of them does not even load their files.
 */

declare(strict_types=1);

namespace DynamicCache;

final class WhenNeeded implements Feature
{
    /**
     * @param list<string> $hooks every hook that the features listen to, or one that always comes before it
     * @param \Closure(): list<Feature> $features
     */
    public function __construct(private readonly array $hooks, private readonly \Closure $features) {}

    public function boot(): void
    {
        $begin = function (mixed $value = null) use (&$begin): mixed {
            foreach (($this->features)() as $feature) {
                $feature->boot();
            }
            // Last: core goes no further on a hook that nobody else listened to when its last listener went.
            foreach ($this->hooks as $hook) {
                remove_filter($hook, $begin, PHP_INT_MIN);
            }

            return $value;
        };
        foreach ($this->hooks as $hook) {
            add_filter($hook, $begin, PHP_INT_MIN);
        }
    }
}
