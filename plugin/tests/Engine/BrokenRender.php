<?php

/** A complete render of a page, and everything that can be wrong with one, each alone or together with others. */

declare(strict_types=1);

namespace DynamicCache\Tests\Engine;

use DynamicCache\Engine\Cacheability;
use DynamicCache\Engine\Fill;
use DynamicCache\Engine\Lookup;
use DynamicCache\Engine\Reason;
use DynamicCache\Engine\RenderFacts;
use DynamicCache\Engine\Rendering;
use DynamicCache\Engine\Request;
use DynamicCache\Engine\ResponseHeaders;
use DynamicCache\Engine\Target;
use DynamicCache\Engine\Visit;

final class BrokenRender
{
    public const FAULTS = [
        'headers sent', 'fatal', 'cleaned', 'status', 'set-cookie', 'no-store', 'vary', 'cors', 'encoded', 'no facts', 'no template', 'no footer',
        'database', 'logged in', 'donotcache', 'device', 'refused', 'bad tag', 'no beginning', 'no end', 'reflected', 'cookie', 'admin bar',
    ];

    private const LINES = [
        'set-cookie' => 'Set-Cookie: a=1',
        'no-store' => 'Cache-Control: no-store',
        'vary' => 'Vary: *',
        'cors' => 'Access-Control-Allow-Origin: https://a.example',
        'encoded' => 'Content-Encoding: gzip',
    ];

    private const MARKS = ['reflected' => 'CANARY-VALUE', 'cookie' => 'from-a-cookie', 'admin bar' => '<div id="wpadminbar">'];

    /** @param list<string> $faults */
    private function __construct(private readonly array $faults) {}

    /**
     * Why a render with these faults is not stored; null when it is.
     *
     * @param list<string> $faults some of FAULTS
     */
    public static function refusal(array $faults): ?Reason
    {
        $render = new self($faults);

        return (new Cacheability(self::visit(), $render->fill()))->refusal(new Rendering(
            $render->has('status') ? 500 : 200,
            new ResponseHeaders(['Content-Type: text/html; charset=UTF-8', 'Link: </>; rel=x', ...array_values($render->of(self::LINES))]),
            $render->body(),
            PHP_OUTPUT_HANDLER_FINAL | ($render->has('cleaned') ? PHP_OUTPUT_HANDLER_CLEAN : PHP_OUTPUT_HANDLER_START),
            $render->has('headers sent'),
            $render->has('fatal') ? E_ERROR : 0,
        ));
    }

    private function has(string $fault): bool
    {
        return in_array($fault, $this->faults, true);
    }

    /**
     * @param array<string, string> $texts by fault
     *
     * @return array<string, string>
     */
    private function of(array $texts): array
    {
        return array_intersect_key($texts, array_flip($this->faults));
    }

    private function fill(): Fill
    {
        $fill = new Fill();
        $fill->tag($this->has('bad tag') ? "post:1\r\nX: y" : 'post:1');
        if ($this->has('refused')) {
            $fill->refuse(Reason::ChangedByOwnRender);
        }
        if (!$this->has('no facts')) {
            $fill->ask_for_facts(fn(): RenderFacts => new RenderFacts(
                !$this->has('no template'),
                !$this->has('no footer'),
                $this->has('database'),
                $this->has('logged in'),
                $this->has('donotcache'),
                $this->has('device'),
            ));
        }

        return $fill;
    }

    private function body(): string
    {
        return ($this->has('no beginning') ? '' : '<!doctype html><html><head><title>t</title></head><body class="home">')
            . str_repeat('<p>text</p>', 50)
            . implode('', $this->of(self::MARKS))
            . ($this->has('no end') ? '' : '</body></html>');
    }

    private static function visit(): Visit
    {
        $request = Request::from_server(['REQUEST_METHOD' => 'GET', 'HTTPS' => 'on', 'HTTP_HOST' => 'site.test', 'REQUEST_URI' => '/?utm_source=CANARY-VALUE', 'HTTP_COOKIE' => 'seen=from-a-cookie']);
        $target = (new Lookup($request, ConfigOf::site()))->decide(1_800_000_000);

        return $target instanceof Target ? new Visit($request, ConfigOf::site(), $target, 1_800_000_000) : throw new \LogicException('The request is passed by.');
    }
}
