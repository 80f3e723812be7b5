<?php

/** Sees meta of posts, terms, users and comments change. Core fires these hooks before the write, and never for a value that stays. */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Feature;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Changes\MetaChange;
use DynamicCache\Purge\Changes\UserChange;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\MetaKey;
use DynamicCache\Tags\UserFacet;

final class MetaListener implements Feature
{
    private const TYPES = ['post', 'term', 'user', 'comment'];

    public function boot(): void
    {
        foreach (self::TYPES as $type) {
            add_action("add_{$type}_meta", static fn(int $id, string $key) => self::expect($type, $id, $key), 0, 2);
            add_action("update_{$type}_meta", static fn(int $row, int $id, string $key) => self::expect($type, $id, $key), 0, 3);
            add_action(
                "delete_{$type}_meta",
                /** @param mixed $rows */
                static fn($rows, int $id, string $key) => self::before_delete($type, is_array($rows) ? $rows : [], $id, $key),
                0,
                3,
            );
        }
    }

    /**
     * @param 'post'|'term'|'user'|'comment' $type
     * @param array<mixed> $rows
     */
    private static function before_delete(string $type, array $rows, int $id, string $key): void
    {
        if ($id !== 0) {
            self::expect($type, $id, $key);

            return;
        }
        // delete_post_meta_by_key() and its like name no object, only the rows.
        foreach ($rows as $row) {
            $meta = is_numeric($row) ? get_metadata_by_mid($type, (int) $row) : false;
            $owner = $meta === false ? 0 : (get_object_vars($meta)["{$type}_id"] ?? 0);
            self::expect($type, is_numeric($owner) ? (int) $owner : 0, $key);
        }
    }

    /**
     * A value is about to be written.
     *
     * @param 'post'|'term'|'user'|'comment' $type
     */
    public static function expect(string $type, int $id, string $key): void
    {
        $isOfUser = $type === 'user' && (MetaKey::of($type, $key) === MetaKey::Shown || MetaKey::is_of_roles($key));
        if ($id !== 0 && $isOfUser) {
            $user = static fn(): Change => new UserChange($id, UserChange::shown($id));
            PurgeQueue::of_all_sites(static fn(PurgeQueue $queue) => $queue->expect("user:{$id}", $user, [...UserFacet::all($id), ...UserChange::suspects()]));

            return;
        }
        if ($id === 0) {
            return;
        }
        $change = MetaChange::of($type, $id, $key);
        $expect = static fn(PurgeQueue $queue) => $queue->expect("meta:{$type}:{$id}:{$key}", static fn(): Change => $change, $change->suspects());
        // Sessions and the like of users are written at every log-in: not worth a look at each site of a network.
        $type === 'user' && MetaKey::of($type, $key) !== MetaKey::Nothing ? PurgeQueue::of_all_sites($expect) : $expect(PurgeQueue::of_site());
    }
}
