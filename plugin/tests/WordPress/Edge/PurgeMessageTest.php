<?php

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Edge;

use DynamicCache\Edge\PurgeMessage;
use DynamicCache\Store\Token;
use PHPUnit\Framework\TestCase;

final class PurgeMessageTest extends TestCase
{
    private const EPOCH = '0123456789abcdef0123456789abcdef';

    public function test_two_messages_become_one_that_makes_no_page_from_between_them_look_old(): void
    {
        $message = PurgeMessage::of(['post:1'], ['https://a.example/x'], new Token(self::EPOCH, 3))
            ->and(PurgeMessage::of(['post:2', 'post:1'], [], new Token(self::EPOCH, 5)));

        self::assertSame(
            ['site_id' => 's', 'tags' => ['post:1', 'post:2'], 'urls' => ['https://a.example/x'], 'origin_seq' => ['epoch' => self::EPOCH, 'seq' => 3]],
            json_decode($message->body('s', null), true),
        );
    }

    public function test_everything_swallows_what_comes_with_it(): void
    {
        $message = PurgeMessage::of(['post:1'], [], null)->and(PurgeMessage::everything(null))->and(PurgeMessage::of(['post:2'], [], null));

        self::assertSame('{"site_id":"s","everything":true}', $message->body('s', null));
    }

    public function test_two_messages_are_soft_together_only_when_both_are(): void
    {
        $soft = PurgeMessage::of(['post:1'], [], null)->softened();
        $hard = PurgeMessage::of(['post:2'], [], null);

        self::assertSame('{"site_id":"s","tags":["post:1"],"soft":true}', $soft->body('s', null));
        self::assertSame('{"site_id":"s","tags":["post:1","post:2"]}', $soft->and($hard)->body('s', null));
        self::assertSame('{"site_id":"s","tags":["post:2","post:1"]}', $hard->and($soft)->body('s', null));
        self::assertTrue($soft->and($soft)->isSoft);
        self::assertTrue(PurgeMessage::from($soft->to_array())->isSoft);
        self::assertFalse(PurgeMessage::from($hard->to_array())->isSoft);
        self::assertFalse(PurgeMessage::from('unreadable')->isSoft);
    }

    public function test_positions_of_two_logs_do_not_compare_so_everything_goes(): void
    {
        $message = PurgeMessage::of(['post:1'], [], new Token(self::EPOCH, 900))->and(PurgeMessage::of(['post:2'], [], new Token(strrev(self::EPOCH), 1)));

        self::assertTrue($message->everything);
        self::assertSame(strrev(self::EPOCH), $message->origin?->epoch);
    }

    public function test_a_list_that_the_worker_would_count_as_everything_is_said_as_everything(): void
    {
        $tags = array_map(static fn(int $id): string => "post:{$id}", range(1, 501));

        self::assertSame(500, count(PurgeMessage::of(array_slice($tags, 1), [], null)->tags));
        self::assertTrue(PurgeMessage::of($tags, [], null)->everything);
        self::assertTrue(PurgeMessage::of(['site'], [], null)->everything);
    }

    public function test_a_body_never_grows_over_what_the_worker_reads(): void
    {
        $urls = array_map(static fn(int $id): string => 'https://a.example/' . str_repeat('x', 2000) . $id, range(1, 900));
        $message = PurgeMessage::of([], $urls, null);

        self::assertFalse($message->everything);
        self::assertSame('{"site_id":"s","everything":true}', $message->body('s', null));
    }

    public function test_survives_being_stored(): void
    {
        $message = PurgeMessage::of(['post:1'], ['https://a.example/ä'], new Token(self::EPOCH, 7));

        self::assertEquals($message, PurgeMessage::from(json_decode((string) json_encode($message->to_array()), true)));
    }

    public function test_what_cannot_be_read_was_a_purge_all_the_same(): void
    {
        foreach ([null, 'x', [], ['tags' => 'post:1'], ['tags' => ['post:1']]] as $damaged) {
            self::assertTrue(PurgeMessage::from($damaged)->everything);
        }
    }

    public function test_tells_the_last_position_of_the_ledger(): void
    {
        $body = PurgeMessage::of(['home'], [], null)->body('s', ['epoch' => self::EPOCH, 'seq' => 4]);

        self::assertSame('{"site_id":"s","tags":["home"],"acked":{"epoch":"' . self::EPOCH . '","seq":4}}', $body);
    }
}
