<?php

/** Tells the owner of pages that were wrong: what was found since the last alert in one message, without personal data. */

declare(strict_types=1);

namespace DynamicCache\Proof;

use DynamicCache\Alerts\Alerts;
use DynamicCache\Alerts\Message;
use DynamicCache\Alerts\SiteName;
use DynamicCache\ScreenLink;
use DynamicCache\Settings\AlertSettings;

final class ProofAlert
{
    public const TYPE = 'proof.difference';

    /** Pages that one alert is about, and of which it shows the difference. */
    private const MOST = 200;
    private const SHOWN = 10;

    /** A page can carry thousands of tags. */
    private const TAGS = 20;

    public function __construct(private readonly Alerts $alerts) {}

    public static function of_site(AlertSettings $settings): self
    {
        return new self(Alerts::of_site($settings));
    }

    /** @param int $now Unix seconds */
    public function tell(int $now): void
    {
        $this->alerts->retry();
        $found = Proofs::untold(self::MOST);
        if ($found === [] || ($this->alerts->has_channels() && !$this->alerts->has_room($now))) {
            return;
        }
        // First: who dies in between sends one alert too few, not one every five minutes.
        Proofs::told($found);
        if ($this->alerts->has_channels()) {
            $this->alerts->send(self::message($found, $now), $now);
        }
    }

    /** @param non-empty-list<Check> $found */
    private static function message(array $found, int $now): Message
    {
        $shown = array_slice($found, 0, self::SHOWN);
        $subject = sprintf(
            /* translators: 1: name of the site, 2: number of pages */
            _n('[%1$s] %2$d stored page was wrong and was purged', '[%1$s] %2$d stored pages were wrong and were purged', count($found), 'ai-wp-dynamic-cache'),
            SiteName::plain(),
            count($found),
        );

        return Message::compose(self::TYPE, $now, $subject, self::text($shown, count($found)), [
            'site' => home_url('/'),
            'count' => count($found),
            'pages' => array_map(self::data(...), $shown),
        ]);
    }

    /** @param list<Check> $shown */
    private static function text(array $shown, int $count): string
    {
        $parts = [__('The cache compared pages that visitors got with what WordPress renders now, twice. These differed:', 'ai-wp-dynamic-cache')];
        foreach ($shown as $check) {
            $data = self::data($check);
            $parts[] = "{$data['url']}\n{$data['diff']}\n" . __('Tags:', 'ai-wp-dynamic-cache') . ' ' . implode(' ', $data['tags']);
        }
        if ($count > count($shown)) {
            /* translators: %d: number of pages */
            $parts[] = sprintf(_n('And %d more.', 'And %d more.', $count - count($shown), 'ai-wp-dynamic-cache'), $count - count($shown));
        }
        $parts[] = __('They were purged at every layer. Something changes pages without telling WordPress: the lines above show what.', 'ai-wp-dynamic-cache')
            . ' ' . ScreenLink::to('proof', ['outcome' => Outcome::Different->value]);

        return implode("\n\n", $parts) . "\n";
    }

    /**
     * Without the query, which may name somebody, and without who changed what.
     *
     * @return array{url: string, evidence: string, diff: string, tags: list<string>, stored_at: int, checked_at: int}
     */
    private static function data(Check $check): array
    {
        return [
            'url' => explode('?', $check->url, 2)[0],
            'evidence' => ScreenLink::to('proof', ['check' => (string) $check->id]),
            'diff' => $check->evidence->diff,
            'tags' => array_slice($check->evidence->tags, 0, self::TAGS),
            'stored_at' => $check->evidence->storedAt,
            'checked_at' => $check->checkedAt,
        ];
    }
}
