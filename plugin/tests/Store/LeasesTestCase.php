<?php

declare(strict_types=1);

namespace DynamicCache\Tests\Store;

use DynamicCache\Store\Lease;
use DynamicCache\Store\LeaseNote;
use DynamicCache\Store\LeaseNoteKind;
use DynamicCache\Store\Leases;
use PHPUnit\Framework\TestCase;

/** What every adapter of leases promises. Two of them at one place stand for two processes. */
abstract class LeasesTestCase extends TestCase
{
    protected const NOW = 1_795_000_000;
    protected const KEY = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
    protected const OTHER = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';

    /** Leases as one more process sees them; all of a test share one place. */
    abstract protected function leases(): Leases;

    public function test_one_of_many_gets_the_lease(): void
    {
        $taken = array_filter(array_map(fn(): ?Lease => $this->leases()->take(self::KEY, self::NOW), range(1, 5)));
        self::assertCount(1, $taken);
    }

    public function test_keys_do_not_wait_for_each_other(): void
    {
        self::assertSame(self::KEY, $this->taken($this->leases(), self::KEY)->key);
        self::assertSame(self::OTHER, $this->taken($this->leases(), self::OTHER)->key);
    }

    public function test_a_lease_that_was_given_back_goes_to_one_of_the_others(): void
    {
        [$one, $two, $three] = [$this->leases(), $this->leases(), $this->leases()];
        $one->release($this->taken($one, self::KEY));

        $this->taken($two, self::KEY);
        self::assertNull($three->take(self::KEY, self::NOW));
    }

    public function test_who_holds_a_lease_does_not_get_it_twice(): void
    {
        $leases = $this->leases();
        $this->taken($leases, self::KEY);
        self::assertNull($leases->take(self::KEY, self::NOW));
    }

    public function test_r_21_a_renderer_that_hangs_loses_its_lease_to_exactly_one_other(): void
    {
        [$hung, $two, $three] = [$this->leases(), $this->leases(), $this->leases()];
        $lost = $this->taken($hung, self::KEY);
        self::assertNull($two->take(self::KEY, self::NOW + Lease::LIFETIME));

        $later = self::NOW + Lease::LIFETIME + 1;
        $this->taken($two, self::KEY, $later);
        self::assertNull($three->take(self::KEY, $later));
        $hung->release($lost);
        self::assertNull($three->take(self::KEY, $later), 'The one that hung gave back what was not its own any more.');
    }

    public function test_r_29_a_lease_of_tomorrow_is_none(): void
    {
        [$one, $two, $three] = [$this->leases(), $this->leases(), $this->leases()];
        $this->taken($one, self::KEY, self::NOW + 86_400);

        $this->taken($two, self::KEY);
        self::assertNull($three->take(self::KEY, self::NOW));
    }

    public function test_a_note_is_read_by_the_others(): void
    {
        $note = new LeaseNote(LeaseNoteKind::Asked, self::NOW, self::NOW + 8, 3);
        self::assertNull($this->leases()->noted(self::KEY));
        self::assertTrue($this->leases()->note(self::KEY, $note));

        self::assertEquals($note, $this->leases()->noted(self::KEY));
        self::assertNull($this->leases()->noted(self::OTHER));
        $this->leases()->note(self::KEY, new LeaseNote(LeaseNoteKind::Begun, self::NOW + 1, self::NOW + 9, 4));
        self::assertSame(LeaseNoteKind::Begun, $this->leases()->noted(self::KEY)?->kind);
    }

    public function test_a_note_says_until_when_it_counts(): void
    {
        $note = new LeaseNote(LeaseNoteKind::Refused, self::NOW, self::NOW + 10);
        self::assertTrue($note->is_valid(self::NOW));
        self::assertFalse($note->is_valid(self::NOW + 10));
        self::assertFalse($note->is_valid(self::NOW - 1), 'A note from the future would never end.');
    }

    public function test_notes_do_not_touch_the_lease(): void
    {
        $this->leases()->note(self::KEY, new LeaseNote(LeaseNoteKind::Refused, self::NOW, self::NOW + 10));
        self::assertSame(self::KEY, $this->taken($this->leases(), self::KEY)->key);
    }

    protected function taken(Leases $leases, string $key, int $now = self::NOW): Lease
    {
        $lease = $leases->take($key, $now);
        self::assertNotNull($lease, 'Nobody holds the lease, and it was not given.');

        return $lease;
    }
}
