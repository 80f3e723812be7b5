<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Install;

use DynamicCache\Install\UnableToEditWpConfig;
use DynamicCache\Install\WpConfigText;
use PHPUnit\Framework\TestCase;
use Random\Engine\Mt19937;
use Random\Randomizer;

/** wp-config.php files put together at random from what such files have had in them. */
final class WpConfigFuzzTest extends TestCase
{
    private const FILES = 400;

    private const PIECES = [
        "define('DB_NAME', 'wordpress');",
        "define( 'WP_CACHE', false );",
        "define('WP_CACHE', true);",
        "if (!defined('WP_CACHE')) { define('WP_CACHE', false); }",
        "if (getenv('FAST')) { define('WP_CACHE', true); }",
        "defined('WP_CACHE') or define('WP_CACHE', false);",
        "// define('WP_CACHE', true);",
        '# WP_CACHE',
        "/* define( 'WP_CACHE', true ); */",
        "/* That's all, stop editing! Happy publishing. */",
        "\$a = \"define('WP_CACHE', true);\";",
        "\$b = <<<'X'\n<?php define('WP_CACHE', true); // ?>\nX;",
        "\$table_prefix = 'wp_';",
        "if (isset(\$_SERVER['HTTP_X_FORWARDED_PROTO'])) {\n\t\$_SERVER['HTTPS'] = 'on';\n}",
        "ini_set('display_errors', '0'); ?>\n<?php",
        "require_once ABSPATH . 'wp-settings.php';",
        "define('WP_CACHE', 'no' !== 'yes');",
        'const WP_CACHE = false;',
        "define('ÜMLAUT', 'größe €');",
        "define('WP_CACHE', PHP_VERSION_ID > 1);",
        "   \t",
        '',
        ' ',
    ];

    public function test_WP_10_every_file_comes_back_byte_for_byte_or_is_not_touched(): void
    {
        $random = new Randomizer(new Mt19937(20_261_121));
        $edited = $refused = 0;
        for ($file = 0; $file < self::FILES; $file++) {
            $source = self::file($random);
            try {
                $on = WpConfigText::switched_on($source);
            } catch (UnableToEditWpConfig) {
                $refused++;
                continue;
            }
            $edited += $on === $source ? 0 : 1;
            self::assertSame($source, WpConfigText::switched_back($on), bin2hex($source));
            self::assertSame($on, WpConfigText::switched_on($on), 'switched on twice');
            self::assertSame(self::without_cache($source), self::without_cache($on), 'nothing else is another code');
        }

        self::assertGreaterThan(50, $edited);
        self::assertGreaterThan(10, $refused);
    }

    public function test_WP_10_what_an_owner_adds_in_between_stays(): void
    {
        $random = new Randomizer(new Mt19937(7));
        $kept = 0;
        for ($file = 0; $file < 100; $file++) {
            $source = self::file($random);
            try {
                $on = WpConfigText::switched_on($source);
            } catch (UnableToEditWpConfig) {
                continue;
            }
            // With the line breaks that the file has.
            $break = preg_match('/\r\n|\r|\n/', $source, $match) === 1 ? $match[0] : "\n";
            $line = "{$break}\$owners = 1; // mine{$break}";
            $hasEnd = str_ends_with(rtrim($source), '?>');
            if (!$hasEnd) {
                $kept++;
                self::assertSame($source . $line, WpConfigText::switched_back($on . $line));
            }
        }

        self::assertGreaterThan(20, $kept);
    }

    private static function file(Randomizer $random): string
    {
        $break = ["\n", "\r\n", "\r"][$random->getInt(0, 2)];
        $lines = [];
        for ($line = $random->getInt(0, 12); $line > 0; $line--) {
            $lines[] = self::PIECES[$random->getInt(0, count(self::PIECES) - 1)];
        }
        $head = ["<?php{$break}", "<?php{$break}declare(strict_types=1);{$break}", '<?php ', "\xEF\xBB\xBF<?php{$break}", "<?php{$break}/** The config. */{$break}"][$random->getInt(0, 4)];
        $end = ['', $break, "{$break}?>", "{$break}?>{$break}"][$random->getInt(0, 3)];

        return $head . str_replace("\n", $break, implode("\n", $lines)) . $end;
    }

    /**
     * The tokens that run, without definitions of WP_CACHE.
     *
     * @return list<string>
     */
    private static function without_cache(string $source): array
    {
        $tokens = array_filter(\PhpToken::tokenize($source), static fn(\PhpToken $token): bool => !$token->isIgnorable());
        $code = implode(' ', array_map(static fn(\PhpToken $token): string => $token->text, $tokens));
        $code = (string) preg_replace('/ ?define \( [\'"]WP_CACHE[\'"] , (?:true|false) \) ;/', '', $code);
        $code = str_replace('const WP_CACHE = true ;', 'const WP_CACHE = false ;', $code);

        $code = str_replace("define ( 'WP_CACHE' , true )", "define ( 'WP_CACHE' , false )", $code);

        return array_values(array_filter(explode(' ', $code), static fn(string $token): bool => $token !== ''));
    }
}
