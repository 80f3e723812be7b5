<?php

/** What a person wants to see of the list of pages; `PagesQuery` of contracts/src/pages.ts, checked by that schema. */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Engine\Reason;
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\JsonSchema;

final class PageFilter
{
    public const PER_PAGE = 20;

    private const LISTS = ['status', 'reason', 'kind'];
    private const NUMBERS = ['page', 'per_page'];

    /** Columns behind the words of `orderby`. */
    private const COLUMNS = [
        'url' => 'url',
        'stored_at' => 'stored_at',
        'expires_at' => 'expires_at',
        'seen_at' => 'seen_at',
        'bytes' => 'bytes',
        'hits' => 'hits',
        'last_hit' => 'last_hit',
        'tags' => 'tags_count',
    ];

    /**
     * @param list<Reason>|null $reasons null = any
     * @param list<PageKind>|null $kinds null = any
     * @param string|null $persona null = any
     * @param key-of<self::COLUMNS> $orderBy
     */
    private function __construct(
        public readonly string $search,
        public readonly ?array $reasons,
        public readonly ?array $kinds,
        public readonly ?string $persona,
        public readonly string $orderBy,
        public readonly bool $isDescending,
        public readonly int $page,
        public readonly int $perPage,
    ) {}

    /**
     * From a query or a command line, which have texts alone; several values of one name are joined with commas.
     *
     * @param array<mixed> $texts
     *
     * @return self|non-empty-list<FieldError> what is wrong with it
     */
    public static function asked(array $texts): self|array
    {
        $query = [];
        foreach ($texts as $name => $value) {
            $query[(string) $name] = match (true) {
                is_string($value) && in_array($name, self::LISTS, true) => explode(',', $value),
                is_string($value) && in_array($name, self::NUMBERS, true) && preg_match('/\A[0-9]{1,6}\z/', $value) === 1 => (int) $value,
                default => $value,
            };
        }
        $errors = JsonSchema::shipped('pages-query')->errors((object) $query);

        return $errors === [] ? self::of($query) : $errors;
    }

    /** The same, another page of it. */
    public function at(int $page, int $perPage): self
    {
        return new self($this->search, $this->reasons, $this->kinds, $this->persona, $this->orderBy, $this->isDescending, $page, $perPage);
    }

    /** Whether it leaves nothing out. */
    public function is_everything(): bool
    {
        return $this->search === '' && $this->reasons === null && $this->kinds === null && $this->persona === null;
    }

    /** @param array<string, mixed> $query that its schema has found no fault with */
    private static function of(array $query): self
    {
        $text = static fn(string $name): string => is_string($query[$name] ?? null) ? $query[$name] : '';
        $number = static fn(string $name, int $default): int => is_int($query[$name] ?? null) ? $query[$name] : $default;
        $orderBy = $text('orderby');

        return new self(
            trim($text('search')),
            self::reasons(self::texts($query['status'] ?? null), self::texts($query['reason'] ?? null)),
            self::kinds(self::texts($query['kind'] ?? null)),
            $text('persona') === '' ? null : $text('persona'),
            isset(self::COLUMNS[$orderBy]) ? $orderBy : 'seen_at',
            $text('order') !== 'asc',
            $number('page', 1),
            $number('per_page', self::PER_PAGE),
        );
    }

    /** @return literal-string the column, and a second one so that rows never change places between two pages */
    public function order(): string
    {
        return 'ORDER BY ' . self::COLUMNS[$this->orderBy] . ($this->isDescending ? ' DESC, id DESC' : ' ASC, id ASC');
    }

    /**
     * @param list<string>|null $statuses
     * @param list<string>|null $reasons
     *
     * @return list<Reason>|null
     */
    private static function reasons(?array $statuses, ?array $reasons): ?array
    {
        if ($statuses === null && $reasons === null) {
            return null;
        }
        $meant = [];
        foreach ($statuses ?? array_map(static fn(PageStatus $status): string => $status->value, PageStatus::cases()) as $status) {
            array_push($meant, ...(PageStatus::tryFrom($status)?->reasons() ?? []));
        }

        return array_values(array_filter($meant, static fn(Reason $reason): bool => $reasons === null || in_array($reason->value, $reasons, true)));
    }

    /**
     * @param list<string>|null $names
     *
     * @return list<PageKind>|null
     */
    private static function kinds(?array $names): ?array
    {
        return $names === null ? null : array_values(array_filter(array_map(PageKind::tryFrom(...), $names)));
    }

    /** @return list<string>|null */
    private static function texts(mixed $list): ?array
    {
        return is_array($list) ? array_values(array_filter($list, is_string(...))) : null;
    }
}
