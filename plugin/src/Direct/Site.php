<?php

/** What the rules of a web server are made of: the site as its own configuration describes it, and where its files lie. Pure. */

declare(strict_types=1);

namespace DynamicCache\Direct;

use DynamicCache\Engine\Config;

final class Site
{
    /** Neither web server gives these a meaning in a quoted text. */
    private const PLAIN_PATH = '#^[A-Za-z0-9/._@+~: -]+$#D';

    /**
     * @param string $root folder with the trees of all sites, as the web server reads it
     * @param string $url path of that folder in addresses; '' when no address leads there
     * @param string $home path of the home URL; begins and ends with a slash
     * @param string $maintenance the file that core puts there while it updates itself
     */
    public function __construct(
        public readonly Config $config,
        public readonly string $root,
        public readonly string $url,
        public readonly string $home,
        public readonly string $maintenance,
    ) {}

    /** The folder of this site. */
    public function folder(): string
    {
        return "{$this->root}/{$this->config->site}";
    }

    /** Whether paths can be written into rules as they are. */
    public function has_plain_paths(): bool
    {
        return preg_match(self::PLAIN_PATH, $this->root . $this->url . $this->home . $this->maintenance) === 1;
    }

    /**
     * Names the rules of this state of the settings. The web server looks for pages under this name alone, so that rules
     * that nobody has renewed find nothing.
     */
    public function rules(): string
    {
        $config = $this->config;
        $state = [$this->root, $this->url, $this->home, $this->maintenance, $config->site, $config->revision, VisitorRules::of($config)->all(), 1];

        return substr(hash('sha256', json_encode($state, JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE)), 0, 12);
    }
}
