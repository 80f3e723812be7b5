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
use DynamicCache\Store\Suspicion;
use DynamicCache\Store\Token;
use DynamicCache\Store\UnableToSavePage;
use Random\Engine\Mt19937;
use Random\Randomizer;

final class World
{
    private const PAGES = [
        'one' => ['post:1', 'site'],
        'two' => ['post:2', 'site'],
        'list' => ['list:post', 'post:1', 'post:2', 'site'],
        'other' => ['post:3', 'site'],
    ];
    /** How often of a hundred steps each is taken. */
    private const STEPS = [
        'begin_fill' => 22,
        'read' => 22,
        'end_fill' => 25,
        'begin_edit' => 5,
        'change' => 5,
        'flush' => 8,
        'crash' => 1,
        'wait' => 5,
        'sweep' => 3,
        'purge_all' => 1,
        'tear' => 2,
        'wipe' => 1,
    ];

    private readonly Randomizer $random;

    private readonly Model $model;

    private int $now = 1_795_000_000;

    /** @var array<string, int> versions by tag */
    private array $database = ['post:1' => 0, 'post:2' => 0, 'post:3' => 0, 'list:post' => 0];

    /** @var list<array{page: string, token: Token, expected: int, content: string|null}> */
    private array $fills = [];

    /** @var list<array{suspicions: list<Suspicion>, since: int, tags: list<string>, changed: list<string>}> */
    private array $edits = [];

    /** @var list<string> what happened, for the report of a failure */
    public array $story = [];

    public int $hits = 0;

    /**
     * @param \Closure(string, int): void $damage does `tear` (a writer dies in the middle of a record) or `wipe` to the
     *     store, at a time
     */
    public function __construct(private readonly PageStore $store, private readonly \Closure $damage, int $seed)
    {
        $this->random = new Randomizer(new Mt19937($seed));
        $this->model = new Model();
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
            'begin_edit' => $this->begin_edit(),
            'change' => $this->change(),
            'flush' => $this->flush(),
            'crash' => $this->crash(),
            'wait' => $this->wait(),
            'sweep' => $this->sweep(),
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

    private function begin_fill(): null
    {
        $page = array_keys(self::PAGES)[$this->random->getInt(0, count(self::PAGES) - 1)];
        $this->fills[] = ['page' => $page, 'token' => $this->store->token($this->now), 'expected' => $this->model->token($this->now), 'content' => null];

        return $this->tell("begin to fill {$page}");
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
        $expected = $this->model->save($fill['page'], $tags, (string) $fill['content'], $fill['expected'], $this->now, $until);
        try {
            $page = new Page($fill['page'], 200, [], Body::of((string) $fill['content']), $tags, $this->now, $until, '00112233aabbccdd');
            $this->store->save($page, $fill['token'], $this->now);
            $actual = 'stored';
        } catch (UnableToSavePage $failure) {
            $actual = $failure->reason->value;
        }
        $this->tell("end to fill {$fill['page']}: {$actual}");

        return $actual === $expected ? null : "{$fill['page']} should have been: {$expected}";
    }

    private function begin_edit(): null
    {
        $tags = array_slice($this->random->shuffleArray(array_keys($this->database)), 0, $this->random->getInt(1, 2));
        $suspicion = $this->store->suspect($tags, $this->now);
        $this->model->suspect($suspicion->id, $tags, $this->now);
        $this->edits[] = ['suspicions' => [$suspicion], 'since' => $this->now, 'tags' => $tags, 'changed' => []];

        return $this->tell('suspect ' . implode(', ', $tags));
    }

    /** The hook of each change says its suspicion again, so that one that has become too old is not relied on. */
    private function change(): null
    {
        if ($this->edits === []) {
            return null;
        }
        $at = $this->random->getInt(0, count($this->edits) - 1);
        $edit = $this->edits[$at];
        if ($this->now - $edit['since'] > 30) {
            $suspicion = $this->store->suspect($edit['tags'], $this->now);
            $this->model->suspect($suspicion->id, $edit['tags'], $this->now);
            $edit = ['suspicions' => [...$edit['suspicions'], $suspicion], 'since' => $this->now] + $edit;
        }
        $tag = $edit['tags'][$this->random->getInt(0, count($edit['tags']) - 1)];
        $this->database[$tag]++;
        $this->edits[$at] = ['changed' => array_values(array_unique([...$edit['changed'], $tag]))] + $edit;

        return $this->tell("change {$tag}");
    }

    private function flush(): null
    {
        $edit = array_shift($this->edits);

        return $edit === null ? null : $this->purge($edit['changed'], $edit['suspicions']);
    }

    private function crash(): null
    {
        array_pop($this->edits);

        return $this->tell('an editor dies');
    }

    private function wait(): null
    {
        $seconds = [0, 1, 10, 31, 300][$this->random->getInt(0, 4)];
        $this->now += $seconds;

        return $this->tell("{$seconds} s pass");
    }

    private function sweep(): null
    {
        $this->store->sweep($this->now);
        $this->model->sweep($this->now);

        return $this->tell('sweep');
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
        if ($this->edits !== []) {
            return null;
        }
        ($this->damage)($kind, $this->now);
        $kind === 'wipe' ? $this->model->wipe() : $this->model->purge(['site'], [], $this->now);

        return $this->tell($kind);
    }

    private function compare(): ?string
    {
        foreach (array_keys(self::PAGES) as $name) {
            $expected = $this->model->answer($name, $this->now);
            $found = $this->store->find($name, $this->now);
            $actual = $found instanceof Miss ? $found->reason->value : 'hit';
            if ($actual !== $expected) {
                return "{$name} is \"{$actual}\" and should be \"{$expected}\"";
            }
            if ($found instanceof Page) {
                $this->hits++;
                $current = $this->render($name);
                if ($found->body->identity !== $current) {
                    return "{$name} shows {$found->body->identity}, the database says {$current}";
                }
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
