<?php

/**
 * The lines for Apache: those of the site's own `.htaccess`, in front of core's, and those of the folder with the trees,
 * which give the pages their headers and refuse whoever asks for a file of it by its own address. Pure.
 *
 * The name under which it looks has no time in it, because the clock of conditions speaks local time. The one of headers
 * counts from 1970: the lines of the site hand it on in a header of the request, and those of the folder let a page out
 * while there is a name of that time (Windows). When WordPress does not renew them, PHP answers.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

final class ApacheRules
{
    /** Whoever sends one of these is answered by PHP. */
    private const HEADERS = ['Content-Length', 'Transfer-Encoding', 'Authorization', 'X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override', 'X-Dynamic-Cache-Fill', 'X-Dynamic-Cache-Refresh'];

    /** Set over whatever a visitor sends, when the page is on its way to the folder. */
    private const TIME = 'X-Dynamic-Cache-Time';

    private const GZIP = '(?:^|,)[ \t]*gzip[ \t]*(?:,|$|;[ \t]*q=(?:1|0[.]0*[1-9]))';

    /** @return list<string> the lines between the markers */
    public static function of(Site $site): array
    {
        $variable = 'DYNAMIC_CACHE_' . $site->config->site;
        $open = "open/{$site->rules()}";

        return [
            '<IfModule mod_rewrite.c>',
            '<IfModule mod_headers.c>',
            'RewriteEngine On',
            ...self::conditions($site),
            "RewriteRule ^ - [E={$variable}:%1]",
            ...self::answer($site, $variable, $open, '.gz'),
            ...self::answer($site, $variable, $open, ''),
            'RequestHeader set ' . self::TIME . " \"%t\" env={$variable}",
            '</IfModule>',
            '</IfModule>',
        ];
    }

    /** The file for the folder with the trees of all sites. */
    public static function folder(Site $site): string
    {
        $headers = array_map(static fn(string $name, string $value): string => "Header set {$name} \"{$value}\"", array_keys(Answer::HEADERS), Answer::HEADERS);

        return implode("\n", [
            '# AI WP Dynamic Cache: pages that Apache sends by itself.',
            '<IfModule !mod_rewrite.c>',
            'Require all denied',
            '</IfModule>',
            '<IfModule !mod_headers.c>',
            'Require all denied',
            '</IfModule>',
            '<IfModule mod_rewrite.c>',
            'RewriteEngine On',
            'RewriteCond %{ENV:REDIRECT_STATUS} ^$',
            'RewriteRule ^ - [F]',
            ...self::in_time($site),
            '</IfModule>',
            '<FilesMatch "[@][.]html([.]gz)?$">',
            'ForceType "text/html; charset=UTF-8"',
            'FileETag MTime Size',
            'SetEnv no-gzip 1',
            'SetEnv no-brotli 1',
            '<IfModule mod_headers.c>',
            ...$headers,
            'Header set Vary "Accept-Encoding"',
            'Header unset Last-Modified',
            'Header unset Expires',
            '</IfModule>',
            '</FilesMatch>',
            '<FilesMatch "[@][.]html[.]gz$">',
            '<IfModule mod_mime.c>',
            'RemoveEncoding .gz',
            'RemoveType .gz',
            '</IfModule>',
            '<IfModule mod_headers.c>',
            'Header set Content-Encoding gzip',
            '</IfModule>',
            '</FilesMatch>',
        ]) . "\n";
    }

    /** @return list<string> what comes later than the last name is for PHP */
    private static function in_time(Site $site): array
    {
        // Microseconds: six digits more than seconds.
        $left = Windows::DIGITS + 6;

        return [
            'RewriteCond "%{HTTP:' . self::TIME . '}" "^t=([0-9]+)[0-9]{' . $left . '}$"',
            "RewriteCond \"{$site->root}/$1/open/$2-%1\" -d",
            'RewriteRule "^([^/]+)/open/([^/]+)/" - [L]',
            "RewriteRule ^ \"{$site->home}index.php\" [L]",
        ];
    }

    /** @return list<string> */
    private static function conditions(Site $site): array
    {
        $visitors = VisitorRules::of($site->config);
        $scheme = $site->config->scheme === 'https' ? 'on' : 'off';

        return [
            'RewriteCond "%{HTTPS} %{HTTP_HOST}" "^' . $scheme . ' ' . VisitorRules::literal($site->config->host) . '$"',
            'RewriteCond "' . implode('', array_map(static fn(string $name): string => "%{HTTP:{$name}}", self::HEADERS)) . '" "^$"',
            // The time of a file stands for its content, so that a date alone asks nothing.
            'RewriteCond "%{HTTP:If-Modified-Since}" "^$" [OR]',
            'RewriteCond "%{HTTP:If-None-Match}" "."',
            "RewriteCond \"%{HTTP_COOKIE}\" \"!{$visitors->cookies}\" [NC]",
            ...($visitors->agents === '' ? [] : ["RewriteCond \"%{HTTP_USER_AGENT}\" \"!{$visitors->agents}\" [NC]"]),
            "RewriteCond \"{$site->maintenance}\" !-f",
            'RewriteCond "%{ENV:REDIRECT_STATUS}" "^$"',
            'RewriteCond "%{THE_REQUEST}" "^(?:GET|HEAD) (' . LinkName::PATH . ') HTTP/"',
        ];
    }

    /** @return list<string> */
    private static function answer(Site $site, string $variable, string $open, string $suffix): array
    {
        $file = $open . '%1' . LinkName::SUFFIX . $suffix;

        return [
            ...($suffix === '' ? [] : ['RewriteCond "%{HTTP:Accept-Encoding}" "' . self::GZIP . '" [NC]']),
            "RewriteCond \"%{ENV:{$variable}}\" \"^(.+)$\"",
            "RewriteCond \"{$site->folder()}/{$file}\" -f",
            // What is escaped in the name of a file is escaped once more in its address.
            "RewriteRule ^ \"{$site->url}/{$site->config->site}/{$file}\" [B=%,L]",
        ];
    }
}
