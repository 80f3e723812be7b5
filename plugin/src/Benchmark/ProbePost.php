<?php

/**
 * A post of a type of its own, to be changed and purged. The type is known in probes and where the run goes on, and
 * nowhere else: no visitor, feed, search or sitemap ever meets it.
 */

declare(strict_types=1);

namespace DynamicCache\Benchmark;

final class ProbePost
{
    public const TYPE = 'dynamic_cache_probe';

    private function __construct(private readonly int $id) {}

    public static function register(): void
    {
        register_post_type(self::TYPE, [
            'label' => 'AI WP Dynamic Cache',
            'public' => false,
            'publicly_queryable' => true,
            'exclude_from_search' => true,
            'show_in_rest' => false,
            'rewrite' => false,
            'query_var' => self::TYPE,
            'can_export' => false,
            'supports' => ['title', 'editor'],
        ]);
    }

    /** @throws UnableToMeasure */
    public static function publish(string $marker): self
    {
        self::register();
        $id = wp_insert_post([
            'post_type' => self::TYPE,
            'post_status' => 'publish',
            'post_name' => "probe-{$marker}",
            'post_title' => "Probe {$marker}",
            'post_content' => "Probe {$marker}",
            'comment_status' => 'closed',
            'ping_status' => 'closed',
        ], true);

        return is_int($id) ? new self($id) : throw UnableToMeasure::because('the probe post was not saved: ' . $id->get_error_message());
    }

    /** @throws UnableToMeasure */
    public function change(string $marker): void
    {
        $done = wp_update_post(['ID' => $this->id, 'post_title' => "Probe {$marker}", 'post_content' => "Probe {$marker}"], true);
        if (!is_int($done)) {
            throw UnableToMeasure::because('the probe post was not saved: ' . $done->get_error_message());
        }
    }

    public function url(): string
    {
        return (string) get_permalink($this->id);
    }

    public function delete(): void
    {
        wp_delete_post($this->id, true);
    }

    /** Takes away what a run that was killed has left. */
    public static function delete_all(): void
    {
        self::register();
        $left = get_posts(['post_type' => self::TYPE, 'post_status' => 'any', 'numberposts' => -1, 'fields' => 'ids', 'suppress_filters' => true]);
        foreach ($left as $id) {
            wp_delete_post($id, true);
        }
    }
}
