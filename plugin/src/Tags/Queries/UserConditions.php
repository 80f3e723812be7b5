<?php

/** What the result of a query for users depends on: aspects of the table of users, and which posts it reads. */

declare(strict_types=1);

namespace DynamicCache\Tags\Queries;

use DynamicCache\Tags\Tag;

final class UserConditions
{
    /** Somebody is new, or gone. */
    public const MADE = 'made';

    /** Roles of anybody; one role alone has a facet of its own. */
    public const ROLE = 'role';

    /** What an order is called → the field that it reads; what never changes is none. */
    private const ORDERS = [
        'display_name' => 'display_name', 'name' => 'display_name', 'user_name' => 'display_name',
        'nicename' => 'user_nicename', 'user_nicename' => 'user_nicename', 'email' => 'user_email', 'user_email' => 'user_email',
        'url' => 'user_url', 'user_url' => 'user_url', 'post_count' => '', 'login' => '', 'user_login' => '', 'registered' => '',
        'user_registered' => '', 'id' => '', 'include' => '', 'login__in' => '', 'nicename__in' => 'user_nicename', 'meta_value' => '', 'meta_value_num' => '',
    ];

    /** Columns that never change. */
    private const FIXED = ['id', 'user_login', 'user_registered'];

    /** What does not name the roles that are meant. */
    private const ABOUT_ROLES = ['role__not_in', 'capability', 'capability__in', 'capability__not_in', 'who'];

    private const SEARCHED = ['user_url', 'user_email', 'user_nicename', 'display_name'];

    /** @param array<mixed> $vars of a WP_User_Query */
    public function __construct(private readonly array $vars) {}

    /** @return list<string>|null of the table of users; null: all of it */
    public function facets(): ?array
    {
        $fields = $this->of_result();
        $orders = $this->of_order();
        if ($fields === null || $orders === null) {
            return null;
        }
        $isSearched = !$this->is_empty('search');
        $isNamed = !$this->is_empty('nicename') || !$this->is_empty('nicename__in') || !$this->is_empty('nicename__not_in');

        return array_values(array_unique([
            ...$this->of_roles(),
            ...$fields,
            ...$orders,
            ...($isSearched ? self::SEARCHED : []),
            ...($isNamed ? ['user_nicename'] : []),
        ]));
    }

    /** @return list<string> types of which only those who have published posts are meant, or whose number decides the order */
    public function types(): array
    {
        $types = $this->vars['has_published_posts'] ?? null;

        return match (true) {
            $types === true => array_values(get_post_types(['public' => true])),
            is_array($types) => array_values(array_filter($types, is_string(...))),
            default => [],
        };
    }

    /** Whether users are sorted by how many posts they have. */
    public function counts_posts(): bool
    {
        return in_array('post_count', $this->orders(), true);
    }

    /** Somebody comes or goes by a role; a list of one role does not care for others. */
    public static function role(string $name): string
    {
        return self::ROLE . '.' . Tag::name($name);
    }

    /** Whether roles or capabilities are asked for. */
    public function is_about_roles(): bool
    {
        return $this->of_roles() !== [self::MADE];
    }

    /** @return list<string> */
    private function of_roles(): array
    {
        $named = [...self::names($this->vars['role'] ?? ''), ...self::names($this->vars['role__in'] ?? [])];
        $isOther = array_filter(self::ABOUT_ROLES, fn(string $name): bool => !$this->is_empty($name)) !== [];

        return match (true) {
            $isOther => [self::MADE, self::ROLE],
            $named !== [] => array_map(self::role(...), $named),
            // Users of a network belong to a site by their role there.
            is_multisite() => [self::MADE, self::ROLE],
            default => [self::MADE],
        };
    }

    /** @return list<string>|null */
    private function of_result(): ?array
    {
        $fields = array_map(strtolower(...), self::names($this->vars['fields'] ?? 'all'));

        return $fields === [] || in_array('all', $fields, true) || in_array('all_with_meta', $fields, true)
            ? null
            : array_values(array_diff($fields, self::FIXED));
    }

    /** @return list<string>|null */
    private function of_order(): ?array
    {
        $fields = [];
        foreach ($this->orders() as $order) {
            $field = self::ORDERS[$order] ?? null;
            if ($field === null) {
                return null;
            }
            $fields[] = $field;
        }

        return array_values(array_filter($fields, static fn(string $field): bool => $field !== ''));
    }

    /** @return list<string> */
    private function orders(): array
    {
        $order = $this->vars['orderby'] ?? 'login';
        $orders = is_array($order) ? array_map(static fn(mixed $key, mixed $value): mixed => is_int($key) ? $value : $key, array_keys($order), $order) : preg_split('/[,\s]+/', is_string($order) ? $order : '', -1, PREG_SPLIT_NO_EMPTY);

        return array_values(array_map(strtolower(...), array_filter(is_array($orders) ? $orders : [], is_string(...))));
    }

    private function is_empty(string $name): bool
    {
        return in_array($this->vars[$name] ?? '', ['', [], null, false], true);
    }

    /** @return list<string> */
    private static function names(mixed $value): array
    {
        $names = is_string($value) ? explode(',', $value) : (is_array($value) ? $value : []);

        return array_values(array_filter(array_map(static fn(mixed $name): string => is_string($name) ? trim($name) : '', $names), static fn(string $name): bool => $name !== ''));
    }
}
