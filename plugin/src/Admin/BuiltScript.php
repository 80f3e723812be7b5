<?php

/** A bundle of admin-app/ in plugin/build, with what its build says of it. */

declare(strict_types=1);

namespace DynamicCache\Admin;

final class BuiltScript
{
    /** @param list<non-empty-string> $dependencies */
    private function __construct(
        private readonly string $name,
        private readonly array $dependencies,
        private readonly string $version,
    ) {}

    /**
     * Null when the app has not been built.
     *
     * @param string $mainFile of the plugin
     * @param string $name of the entry
     */
    public static function find(string $mainFile, string $name): ?self
    {
        $folder = dirname($mainFile) . '/build';
        if (!is_file("{$folder}/{$name}.js") || !is_file("{$folder}/{$name}.asset.php")) {
            return null;
        }
        $asset = require "{$folder}/{$name}.asset.php";
        $dependencies = is_array($asset) ? $asset['dependencies'] ?? [] : [];
        $version = is_array($asset) ? $asset['version'] ?? null : null;

        return new self($name, array_values(array_filter(
            is_array($dependencies) ? $dependencies : [],
            static fn(mixed $handle): bool => is_string($handle) && $handle !== '',
        )), is_string($version) ? $version : DYNAMIC_CACHE_VERSION);
    }

    /** @param non-empty-string $handle */
    public function enqueue(string $mainFile, string $handle): void
    {
        $url = plugins_url('build/', $mainFile);
        wp_enqueue_script($handle, "{$url}{$this->name}.js", $this->dependencies, $this->version, ['in_footer' => true]);
        wp_set_script_translations($handle, 'ai-wp-dynamic-cache', dirname($mainFile) . '/languages');
        $this->translate_parts($mainFile, $handle);
        $style = "style-{$this->name}.css";
        if (is_file(dirname($mainFile) . "/build/{$style}")) {
            wp_enqueue_style($handle, $url . $style, ['wp-components'], $this->version);
            wp_style_add_data($handle, 'rtl', 'replace');
        }
    }

    /**
     * Translations of what the bundle loads by itself later. Core loads those of scripts that it prints: each part is made
     * known to it, and never printed. In English there are none.
     *
     * @param non-empty-string $handle of the bundle
     */
    private function translate_parts(string $mainFile, string $handle): void
    {
        if (determine_locale() === 'en_US') {
            return;
        }
        foreach ($this->parts($mainFile) as $part) {
            $partHandle = "{$handle}-{$part}";
            wp_register_script($partHandle, plugins_url('build/', $mainFile) . $part, ['wp-i18n'], $this->version, ['in_footer' => true]);
            wp_set_script_translations($partHandle, 'ai-wp-dynamic-cache', dirname($mainFile) . '/languages');
            $translations = wp_scripts()->print_translations($partHandle, false);
            if (is_string($translations)) {
                wp_add_inline_script($handle, $translations, 'before');
            }
        }
    }

    /** @return list<non-empty-string> file names, as admin-app/parts-plugin.js wrote them */
    private function parts(string $mainFile): array
    {
        $list = dirname($mainFile) . "/build/{$this->name}.parts.json";
        $parts = is_file($list) ? json_decode((string) file_get_contents($list), true) : [];

        return array_values(array_filter(
            is_array($parts) ? $parts : [],
            static fn(mixed $part): bool => is_string($part) && $part !== '',
        ));
    }
}
