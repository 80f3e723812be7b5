<?php

/** Sees users change what others see of them. */

declare(strict_types=1);

namespace DynamicCache\Purge\Listeners;

use DynamicCache\Feature;
use DynamicCache\Purge\Change;
use DynamicCache\Purge\Changes\UserChange;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Tags\UserFacet;

final class UserListener implements Feature
{
    public function boot(): void
    {
        add_filter('wp_pre_insert_user_data', $this->before_update(...), PHP_INT_MAX, 3);
        add_action('delete_user', $this->before(...), 0);
        add_action('remove_user_from_blog', $this->before(...), 0);
        add_action('wpmu_delete_user', $this->before(...), 0);
        // Before the meta of a new user is written; `user_register` comes after it.
        add_filter('insert_user_meta', $this->after_insert(...), PHP_INT_MAX, 3);
    }

    /**
     * @param mixed $data
     * @param int|null $id of an existing user
     *
     * @return mixed
     */
    public function before_update($data, bool $isUpdate, ?int $id)
    {
        if ($isUpdate && $id !== null) {
            $this->before($id);
        }

        return $data;
    }

    public function before(int $id): void
    {
        PurgeQueue::of_all_sites(static fn(PurgeQueue $queue) => $queue->expect(
            "user:{$id}",
            static fn(): Change => new UserChange($id, UserChange::shown($id)),
            [...UserFacet::all($id), ...UserChange::suspects()],
        ));
    }

    /**
     * @param mixed $meta
     *
     * @return mixed
     */
    public function after_insert($meta, \WP_User $user, bool $isUpdate)
    {
        if (!$isUpdate) {
            PurgeQueue::of_all_sites(static fn(PurgeQueue $queue) => $queue->expect("user:{$user->ID}", static fn(): Change => new UserChange($user->ID, null), UserChange::suspects()));
        }

        return $meta;
    }
}
