<?php

/** The owner's cache rules; contracts/src/rules.ts says what each of them means. */

declare(strict_types=1);

namespace DynamicCache\Engine;

final class Rules
{
    /**
     * @param bool $isAllowList unknown parameters make a request uncacheable
     * @param list<string> $ignoredQueries
     * @param list<string> $allowedQueries
     * @param array{paths: list<string>, queries: list<string>, cookies: list<string>, user_agents: list<string>} $excluded
     * @param array{device: ?Variant, language: ?Variant, currency: ?Variant} $variants
     */
    public function __construct(
        public readonly bool $isAllowList,
        public readonly array $ignoredQueries,
        public readonly array $allowedQueries,
        public readonly array $excluded,
        public readonly array $variants,
    ) {}

    /** @throws UnableToReadConfig */
    public static function parse(Json $rules): self
    {
        $query = $rules->object('query');
        $exclude = $rules->object('exclude');
        $variants = $rules->object('variants');

        return new self(
            $query->text('mode', '/^(ignore|allow)-list$/D') === 'allow-list',
            $query->texts('ignore'),
            $query->texts('allow'),
            [
                'paths' => $exclude->texts('paths'),
                'queries' => $exclude->texts('queries'),
                'cookies' => $exclude->texts('cookies'),
                'user_agents' => $exclude->texts('user_agents'),
            ],
            [
                'device' => self::variant($variants->object_or_null('device')),
                'language' => self::variant($variants->object_or_null('language')),
                'currency' => self::variant($variants->object_or_null('currency')),
            ],
        );
    }

    /** @return list<string> names of the cookies that choose a variant */
    public function keyed_cookies(): array
    {
        return array_values(array_map(
            static fn(Variant $variant): string => $variant->cookie,
            array_filter($this->variants, static fn(?Variant $variant): bool => $variant !== null),
        ));
    }

    private static function variant(?Json $variant): ?Variant
    {
        return $variant === null ? null : new Variant($variant->text('cookie'), $variant->texts('values'));
    }
}
