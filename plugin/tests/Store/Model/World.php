<?php

/**
 * A site in small: a database, editors who change it, visitors whose renders read it, a clock that jumps. Chooses what
 * happens next from a seed, does it to a store and to the model, and compares after every step.
 */

declare(strict_types=1);

namespace DynamicCache\Tests\Store\Model;

use DynamicCache\Store\Body;
use DynamicCache\Store\Miss;
use DynamicCache\Store\Page;
use DynamicCache\Store\PageStore;
use DynamicCache\Store\PurgeKind;
use DynamicCache\Store\Suspicion;
use DynamicCache\Store\Token;
use DynamicCache\Store\UnableToSavePage;
use Random\Engine\Mt19937;
use Random\Randomizer;

final class World
{
    use EditorSteps;

    private const PAGES = [
        'one' => ['post:1', 'site'],
        'two' => ['post:2', 'site'],
        'list' => ['list:post', 'post:1', 'post:2', 'site'],
        'other' => ['post:3', 'site'],
    ];
    /** How often of a hundred steps each is taken. */
    private const STEPS = [
        'begin_fill' => 20,
        'read' => 20,
        'end_fill' => 22,
        'fail_fill' => 2,
        'kill_fill' => 1,
        'begin_edit' => 5,
        'change' => 5,
        'flush' => 7,
        'commit' => 2,
        'crash' => 1,
        'wait' => 5,
        'sweep' => 3,
        'expire' => 3,
        'purge_all' => 1,
        'tear' => 2,
        'wipe' => 1,
    ];

    private readonly Randomizer $random;

    private readonly Model $model;

    private readonly PageStore $store;

    private readonly Renderers $renderers;

    private int $now = 1_795_000_000;

    /** @var array<string, int> versions by tag */
    private array $database = ['post:1' => 0, 'post:2' => 0, 'post:3' => 0, 'list:post' => 0];

    /** @var list<array{page: string, token: Token, expected: int, content: string|null, since: int}> */
    private array $fills = [];

    /** @var list<string> what happened, for the report of a failure */
    public array $story = [];

    public int $hits = 0;

    public int $stale = 0;

    public function __construct(private readonly Subject $subject, int $seed)
    {
        $this->random = new Randomizer(new Mt19937($seed));
        $this->model = new Model();
        $this->store = $subject->store();
        $this->renderers = new Renderers($subject->leases(...));
        $this->model->token($this->now);
        $this->store->token($this->now);
    }

    /** What is wrong after one more step, or null. */
    public function step(): ?string
    {
        $step = $this->next();
        $wrong = match ($step) {
            'begin_fill' => $this->begin_fill(),
            'read' => $this->read(),
            'end_fill' => $this->end_fill(),
            'fail_fill' => $this->drop_fill($this->renderers->release(...)),
            'kill_fill' => $this->drop_fill($this->renderers->kill(...)),
            'begin_edit' => $this->begin_edit(),
            'change' => $this->change(),
            'flush' => $this->flush(),
            'commit' => $this->commit(),
            'crash' => $this->crash(),
            'wait' => $this->wait(),
            'sweep' => $this->sweep(),
            'expire' => $this->expire(),
            'purge_all' => $this->purge(['site'], []),
            default => $this->damage($step),
        };

        return $wrong ?? $this->compare();
    }

    private function next(): string
    {
        $chance = $this->random->getInt(0, 99);
        foreach (self::STEPS as $step => $share) {
            $chance -= $share;
            if ($chance < 0) {
                return $step;
            }
        }

        return 'wait';
    }

    /** One renders; who does not get the lease waits, and the others of its page find what that one stored. */
    private function begin_fill(): ?string
    {
        $page = array_keys(self::PAGES)[$this->random->getInt(0, count(self::PAGES) - 1)];
        // Whoever knows that a page was refused a moment ago renders without a lease.
        $isAlone = $this->random->getInt(0, 9) === 0;
        if (!$isAlone && !$this->renderers->take($page, $this->now)) {
            $this->tell("wait for {$page}");

            return $this->renderers->wrong;
        }
        $since = $isAlone ? 0 : $this->now;
        $this->fills[] = ['page' => $page, 'token' => $this->store->token($this->now), 'expected' => $this->model->token($this->now), 'content' => null, 'since' => $since];
        $this->tell("begin to fill {$page}");

        return $isAlone ? null : $this->renderers->wrong;
    }

    private function read(): null
    {
        foreach ($this->fills as $i => $fill) {
            if ($fill['content'] === null) {
                $this->fills[$i]['content'] = $this->render($fill['page']);

                return $this->tell("{$fill['page']} reads {$this->render($fill['page'])}");
            }
        }

        return null;
    }

    private function end_fill(): ?string
    {
        $at = $this->fills === [] ? null : $this->random->getInt(0, count($this->fills) - 1);
        if ($at === null || $this->fills[$at]['content'] === null) {
            return null;
        }
        [$fill] = array_splice($this->fills, $at, 1);
        $tags = self::PAGES[$fill['page']];
        $until = $this->now + $this->random->getInt(1, 1000);
        $stale = $until + $this->random->getInt(-1, 2) * 300;
        $expected = $this->model->save($fill['page'], $tags, $fill['expected'], $this->now, [$until, $stale]);
        $this->renderers->release($fill['page'], $fill['since']);
        try {
            $page = new Page($fill['page'], 200, [], Body::of((string) $fill['content']), $tags, $this->now, $until, '00112233aabbccdd', staleUntil: $stale);
            $this->store->save($page, $fill['token'], $this->now);
            $actual = 'stored';
        } catch (UnableToSavePage $failure) {
            $actual = $failure->reason->value;
        }
        $this->tell("end to fill {$fill['page']}: {$actual}");

        return $actual === $expected ? null : "{$fill['page']} should have been: {$expected}";
    }

    /** A render that ends in an error, or is killed, leaves the old page as it was. */
    private function drop_fill(\Closure $end): null
    {
        $fill = array_shift($this->fills);
        if ($fill === null) {
            return null;
        }
        $end($fill['page'], $fill['since']);

        return $this->tell("the render of {$fill['page']} fails");
    }

    private function wait(): null
    {
        $seconds = [0, 1, 10, 31, 300, -2][$this->random->getInt(0, 5)];
        $this->now += $seconds;

        return $this->tell("{$seconds} s pass");
    }

    private function sweep(): null
    {
        $this->store->sweep($this->now);
        $this->model->sweep($this->now);

        return $this->tell('sweep');
    }

    private function expire(): null
    {
        $tags = array_slice($this->random->shuffleArray([...array_keys($this->database), 'site']), 0, $this->random->getInt(1, 2));
        $this->store->purge($tags, [], $this->now, PurgeKind::Soft);
        $this->model->expire($tags, $this->now);

        return $this->tell('soft purge ' . implode(', ', $tags));
    }

    /**
     * @param list<string> $tags
     * @param list<Suspicion> $settles
     */
    private function purge(array $tags, array $settles): null
    {
        $this->store->purge($tags, $settles, $this->now);
        $this->model->purge($tags, array_map(static fn(Suspicion $suspicion) => $suspicion->id, $settles), $this->now);

        return $this->tell('purge ' . implode(', ', $tags) . ', settle ' . count($settles));
    }

    private function damage(string $kind): null
    {
        // A lost log takes suspicions with it; what an editor is about to change is not protected then.
        if ($this->edits !== [] || $this->commits !== []) {
            return null;
        }
        if ($kind === 'wipe') {
            $this->subject->wipe();
            $this->model->wipe();
        } else {
            $this->subject->tear($this->now);
            $this->model->purge(['site'], [], $this->now);
        }

        return $this->tell($kind);
    }

    private function compare(): ?string
    {
        foreach (array_keys(self::PAGES) as $name) {
            $expected = $this->model->answer($name, $this->now);
            $found = $this->store->find($name, $this->now);
            $page = $found instanceof Miss ? $found->stale($this->now) : $found;
            $actual = $found instanceof Miss ? ($page === null ? $found->reason->value : 'stale') : 'hit';
            if ($actual !== $expected) {
                return "{$name} is \"{$actual}\" and should be \"{$expected}\"";
            }
            $this->hits += $found instanceof Page ? 1 : 0;
            $this->stale += $actual === 'stale' ? 1 : 0;
            $current = $this->render($name);
            if ($page !== null && $page->body->identity !== $current) {
                return "{$name} shows {$page->body->identity}, the database says {$current}";
            }
        }

        return null;
    }

    private function render(string $page): string
    {
        return json_encode(array_intersect_key($this->database, array_flip(self::PAGES[$page])), JSON_THROW_ON_ERROR);
    }

    private function tell(string $what): null
    {
        $this->story[] = $what;

        return null;
    }
}
