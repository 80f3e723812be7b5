<?php

/**
 * The lines for nginx, for a person to put into the `server` block of the site. Only documented directives; `if` holds
 * nothing but `set` and one `rewrite … last`. Pure.
 *
 * The path has a name of its own, because nginx escapes a numbered one once more when the address has escapes.
 *
 * The name under which nginx looks has the time in it (Windows): when WordPress does not renew it, nginx finds nothing.
 */

declare(strict_types=1);

namespace DynamicCache\Direct;

final class NginxRules
{
    /** Whoever sends one of these is answered by PHP. */
    private const HEADERS = '$content_length$http_transfer_encoding$http_authorization$http_x_http_method_override$http_x_http_method'
        . '$http_x_method_override$http_x_dynamic_cache_fill$http_x_dynamic_cache_refresh';

    public static function of(Site $site): string
    {
        $id = $site->config->site;
        $file = '$dynamic_cache_' . $id;
        $digits = Windows::DIGITS;

        return implode("\n", [
            "# AI WP Dynamic Cache: direct mode of site {$id}, rules {$site->rules()}. Belongs into server { … }.",
            "set \$dynamic_cache_request_{$id} \"\$msec \$request_method \$scheme://\$http_host\$request_uri " . self::HEADERS . '";',
            "set {$file} \"\";",
            "if (\$dynamic_cache_request_{$id} ~ \"^(\\d+)\\d{{$digits}}\\.\\d+ (?:GET|HEAD) " . self::address($site) . "(?<dynamic_cache_path_{$id}>" . LinkName::PATH . ') $") {',
            "    set {$file} \"{$site->folder()}/open/{$site->rules()}-\$1\$dynamic_cache_path_{$id}" . LinkName::SUFFIX . '";',
            '}',
            ...self::visitors($site, $file),
            "if (-f \"{$site->maintenance}\") { set {$file} \"\"; }",
            "if (-f {$file}) { rewrite ^ /dynamic-cache-direct-{$id} last; }",
            ...self::locations($site, $file),
        ]) . "\n";
    }

    private static function address(Site $site): string
    {
        return VisitorRules::literal("{$site->config->scheme}://{$site->config->host}");
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
            '    default_type text/html;',
            '    charset utf-8;',
            '    gzip_static on;',
            '    gzip_vary on;',
            '    if_modified_since off;',
            '    open_file_cache off;',
            '    log_not_found off;',
            '    # Here nginx forgets every add_header of the levels above: repeat yours.',
            ...$headers,
            '    add_header Last-Modified "";',
            "    error_page 403 404 500 = @dynamic_cache_{$id};",
            '}',
            "location @dynamic_cache_{$id} { rewrite ^ {$site->home}index.php last; }",
            ...($site->url === '' ? [] : ["location ^~ {$site->url}/{$id}/ { return 404; }"]),
        ];
    }
}
