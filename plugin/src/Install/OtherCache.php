<?php

/** Another cache that was found, in words for people. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class OtherCache
{
    /**
     * @param string $id short and stable, for code that branches: `wp-rocket`, `host-kinsta`
     * @param string $name as people know it
     * @param 'plugin'|'host' $kind
     * @param bool $isActive false: only its drop-in is left
     * @param bool $isInTheWay pages would be kept twice, or our drop-in cannot work; false = worth knowing, no more
     * @param string $means what it does to this cache
     * @param string $fix the one thing to do; empty when there is nothing to do
     * @param string|null $pluginFile `folder/file.php` of an active plugin
     */
    public function __construct(
        public readonly string $id,
        public readonly string $name,
        public readonly string $kind,
        public readonly bool $isActive,
        public readonly bool $isInTheWay,
        public readonly string $means,
        public readonly string $fix,
        public readonly ?string $pluginFile,
    ) {}

    /** Where its plugin can be deactivated; the list of plugins for somebody who may not. Null for what is no plugin. */
    public function link(): ?string
    {
        if ($this->pluginFile === null) {
            return null;
        }
        if (!current_user_can('deactivate_plugin', $this->pluginFile)) {
            return self_admin_url('plugins.php');
        }

        return add_query_arg([
            'action' => 'deactivate',
            'plugin' => rawurlencode($this->pluginFile),
            '_wpnonce' => wp_create_nonce('deactivate-plugin_' . $this->pluginFile),
        ], self_admin_url('plugins.php'));
    }
}
