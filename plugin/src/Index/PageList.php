<?php

/**
 * Reads the list of pages. Rows are chosen by what the table says; what is told of the rows that are shown is what the
 * store says of them now, by one look at the head of each page.
 */

declare(strict_types=1);

namespace DynamicCache\Index;

use DynamicCache\Database;
use DynamicCache\Engine\Reason;

final class PageList
{
    public function __construct(private readonly Standing $standing) {}

    /** @return array{total: int, pages: list<ListedPage>} */
    public function find(PageFilter $filter): array
    {
        [$where, $values] = $this->where($filter);
        $database = Database::connection();
        $total = $database->get_var((string) $database->prepare("SELECT COUNT(*) FROM %i {$where}", PageTable::settled(), ...$values));
        $rows = $database->get_results((string) $database->prepare(
            'SELECT ' . PageRow::COLUMNS . ', ' . Standing::VERDICT . " AS verdict FROM %i {$where} {$filter->order()} LIMIT %d OFFSET %d",
            ...$this->standing->verdict_values(),
            ...[PageTable::settled()],
            ...$values,
            ...[$filter->perPage, ($filter->page - 1) * $filter->perPage],
        ), 'ARRAY_A');
        $rows = array_map(PageRow::of(...), is_array($rows) ? array_values(array_filter($rows, is_array(...))) : []);
        $posts = array_filter(array_map(static fn(PageRow $row): int => $row->post, $rows), static fn(int $post): bool => $post > 0);
        _prime_post_caches(array_values(array_unique($posts)), false, false);

        return ['total' => (int) $total, 'pages' => array_map($this->listed(...), $rows)];
    }

    /** One page by its id, as it stands; null when nobody has rendered it yet. */
    public function page(string $id): ?ListedPage
    {
        $database = Database::connection();
        $row = $database->get_row((string) $database->prepare(
            'SELECT ' . PageRow::COLUMNS . ', ' . Standing::VERDICT . ' AS verdict FROM %i WHERE id = %s',
            ...[...$this->standing->verdict_values(), PageTable::settled(), $id],
        ), 'ARRAY_A');

        return is_array($row) ? $this->listed(PageRow::of($row)) : null;
    }

    private function listed(PageRow $row): ListedPage
    {
        return new ListedPage($row, PageTruth::of($row, $this->standing));
    }

    /** @return array<string, string> tag of a page → what put it there */
    public function sources(string $id): array
    {
        $database = Database::connection();
        $text = $database->get_var((string) $database->prepare('SELECT sources FROM %i WHERE id = %s', PageTable::settled(), $id));

        return TagSourcesText::decode(is_string($text) ? $text : '');
    }

    /**
     * How many of all pages are what.
     *
     * @return array{statuses: list<array{status: string, count: int}>, reasons: list<array{reason: string, count: int}>, kinds: list<array{kind: string, count: int}>}
     */
    public function summary(): array
    {
        $reasons = $statuses = [];
        foreach ($this->counts(Standing::VERDICT, ...$this->standing->verdict_values()) as $word => $count) {
            $reason = Reason::tryFrom($word) ?? Reason::Cold;
            $reasons[$reason->value] = ($reasons[$reason->value] ?? 0) + $count;
            $status = PageStatus::of($reason)->value;
            $statuses[$status] = ($statuses[$status] ?? 0) + $count;
        }
        $kinds = [];
        foreach ($this->counts('kind') as $word => $count) {
            $kinds[] = ['kind' => (PageKind::tryFrom($word) ?? PageKind::Other)->value, 'count' => $count];
        }

        return [
            'statuses' => array_map(static fn(string $status, int $count): array => ['status' => $status, 'count' => $count], array_keys($statuses), $statuses),
            'reasons' => array_map(static fn(string $reason, int $count): array => ['reason' => $reason, 'count' => $count], array_keys($reasons), $reasons),
            'kinds' => $kinds,
        ];
    }

    /**
     * @param literal-string $expression
     *
     * @return array<string, int>
     */
    private function counts(string $expression, string|int ...$values): array
    {
        $database = Database::connection();
        $rows = $database->get_results((string) $database->prepare(
            "SELECT {$expression} AS word, COUNT(*) AS number FROM %i GROUP BY word ORDER BY number DESC, word",
            ...[...$values, PageTable::settled()],
        ), 'ARRAY_A');
        $counts = [];
        foreach (is_array($rows) ? $rows : [] as $row) {
            if (is_string($row['word'] ?? null) && is_scalar($row['number'] ?? null)) {
                $counts[$row['word']] = (int) $row['number'];
            }
        }

        return $counts;
    }

    /** @return array{literal-string, list<string|int>} */
    private function where(PageFilter $filter): array
    {
        $conditions = $values = [];
        if ($filter->search !== '') {
            $conditions[] = '(url LIKE %s OR title LIKE %s)';
            $like = '%' . Database::connection()->esc_like($filter->search) . '%';
            array_push($values, $like, $like);
        }
        if ($filter->reasons !== null) {
            $conditions[] = Standing::VERDICT . ' IN (' . implode(', ', array_fill(0, max(1, count($filter->reasons)), '%s')) . ')';
            array_push($values, ...$this->standing->verdict_values());
            array_push($values, ...($filter->reasons === [] ? [''] : array_map(static fn(Reason $reason): string => $reason->value, $filter->reasons)));
        }
        if ($filter->kinds !== null) {
            $conditions[] = 'kind IN (' . implode(', ', array_fill(0, max(1, count($filter->kinds)), '%s')) . ')';
            array_push($values, ...($filter->kinds === [] ? [''] : array_map(static fn(PageKind $kind): string => $kind->value, $filter->kinds)));
        }
        if ($filter->persona !== null) {
            $conditions[] = 'persona = %s';
            $values[] = $filter->persona;
        }

        return [$conditions === [] ? '' : 'WHERE ' . implode(' AND ', $conditions), $values];
    }
}
