<?php

/** The settings that hold patterns; contracts/src/findings.ts (`PatternPreview`) is the same list. */

declare(strict_types=1);

namespace DynamicCache\Findings\Preview;

enum PatternField: string
{
    case Paths = 'exclude.paths';
    case Queries = 'exclude.queries';
    case Cookies = 'exclude.cookies';
    case UserAgents = 'exclude.user_agents';
    case Ignore = 'query.ignore';
    case Allow = 'query.allow';

    /** @return list<Candidate> */
    public function candidates(): array
    {
        return match ($this) {
            self::Paths => SitePaths::of_site()->candidates(),
            self::Queries, self::Ignore, self::Allow => KnownQueries::candidates(),
            self::Cookies => KnownCookies::candidates(),
            self::UserAgents => KnownAgents::candidates(),
        };
    }
}
