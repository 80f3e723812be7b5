<?php

/**
 * The lines for nginx, for a person to put into the `server` block of the site, and one more for the location in which the
 * site's own addresses end. Only documented directives; `if` holds nothing but `set` and one `rewrite … last`. Pure.
 *
 * The name under which nginx looks has the time in it (Windows): when WordPress does not renew it, nginx finds nothing.
 *
 * Nobody asks beforehand whether the file is there, because a look costs a tenth of a hit: nginx opens it, and where there is
 * none, the address goes back to the location that it came from, and is handled there as if there were no direct mode. That is
 * why the jump stands in that location and not in the server block: an address that comes back counts as internal, and must
 * not get into a location of the owner that it had not reached by itself.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

final class NginxRules
{
    /** Whoever sends one of these is answered by PHP. */
    private const HEADERS = '$content_length$http_transfer_encoding$http_authorization$http_x_http_method_override$http_x_http_method'
        . '$http_x_method_override$http_x_dynamic_cache_fill$http_x_dynamic_cache_refresh';

    /** For `server { … }`. */
    public static function of(Site $site): string
    {
        $id = $site->config->site;
        $file = self::file($site);

        return implode("\n", [
            "# AI WP Dynamic Cache: direct mode of site {$id}, rules {$site->rules()}. Belongs into server { … }.",
            "# And this line into location {$site->home} { … }, in front of all others:",
            '#     ' . self::jump($site),
            "set \$dynamic_cache_request_{$id} \"\$msec \$scheme://\$http_host \$request \$uri " . self::HEADERS . '";',
            "set {$file} \"\";",
            "if (\$dynamic_cache_request_{$id} ~ \"" . self::request($site) . '") {',
            "    set {$file} \"{$site->folder()}/open/{$site->rules()}-\$1\$dynamic_cache_path_{$id}" . LinkName::SUFFIX . '";',
            '}',
            ...self::visitors($site, $file),
            "if (-f \"{$site->maintenance}\") { set {$file} \"\"; }",
            ...self::locations($site, $file),
        ]) . "\n";
    }

    /** For the location that sends to PHP what is no file: `location / { … try_files … }`. */
    public static function jump(Site $site): string
    {
        return 'if (' . self::file($site) . ") { rewrite ^ /dynamic-cache-direct-{$site->config->site} last; }";
    }

    /** The variable with the name under which nginx looks; '' = PHP answers. */
    private static function file(Site $site): string
    {
        return "\$dynamic_cache_{$site->config->site}";
    }

    /**
     * The path has a name of its own, because nginx escapes a numbered one once more when the address has escapes. It stands
     * there twice, as it was sent and decoded: where the owner leads a request elsewhere (`error_page 404 /lost.html`), they differ.
     */
    private static function request(Site $site): string
    {
        [$window, $rest, $id] = [Windows::LENGTH, Windows::DIGITS, $site->config->site];

        return "^(\\d{{$window}})\\d{{$rest}}\\.\\d+ " . VisitorRules::literal("{$site->config->scheme}://{$site->config->host}")
            . " (?:GET|HEAD) (?<dynamic_cache_path_{$id}>" . LinkName::PATH . ') HTTP/\\d\\.\\d'
            . " (?<dynamic_cache_uri_{$id}>\\k<dynamic_cache_path_{$id}>|[^ ]*[\\x80-\\xff][^ ]*) $";
    }

    /** @return list<string> */
    private static function visitors(Site $site, string $file): array
    {
        $rules = VisitorRules::of($site->config);

        return [
            "if (\$http_cookie ~* \"{$rules->cookies}\") { set {$file} \"\"; }",
            ...($rules->agents === '' ? [] : ["if (\$http_user_agent ~* \"{$rules->agents}\") { set {$file} \"\"; }"]),
        ];
    }

    /** @return list<string> */
    private static function locations(Site $site, string $file): array
    {
        $id = $site->config->site;
        $headers = array_map(static fn(string $name, string $value): string => "    add_header {$name} \"{$value}\";", array_keys(Answer::HEADERS), Answer::HEADERS);

        return [
            "location = /dynamic-cache-direct-{$id} {",
            '    internal;',
            "    alias {$file};",
            '    types { }',
            '    default_type "text/html; charset=utf-8";',
            '    charset off;',
            '    gzip_static on;',
            '    # With gzip_vary nginx opens the compressed file for those as well who do not take it.',
            '    gzip_vary off;',
            '    add_header Vary "Accept-Encoding";',
            '    if_modified_since off;',
            '    open_file_cache off;',
            '    log_not_found off;',
            '    # Here nginx forgets every add_header of the levels above: repeat yours.',
            ...$headers,
            '    add_header Last-Modified "";',
            '    # No such file: back to where it came from, with your own error pages.',
            "    error_page 403 404 500 = @dynamic_cache_{$id};",
            '    recursive_error_pages on;',
            '}',
            "location @dynamic_cache_{$id} {",
            "    set {$file} \"\";",
            "    rewrite ^ \$dynamic_cache_uri_{$id} last;",
            '}',
            ...($site->url === '' ? [] : ["location ^~ {$site->url}/{$id}/ { return 404; }"]),
        ];
    }
}
