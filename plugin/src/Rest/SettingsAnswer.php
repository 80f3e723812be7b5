<?php

/** The settings as every route shows them: secrets masked, with the revision that the next change has to name. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Settings\Secret;
use DynamicCache\Settings\SecretState;
use DynamicCache\Settings\SettingsRepository;

final class SettingsAnswer
{
    public static function from(SettingsRepository $repository): Answer
    {
        $revision = $repository->revision();

        return Answer::ok([
            'revision' => $revision,
            'settings' => $repository->masked(),
            // Paths of secrets that a constant decides, and of those that the owner has to type again.
            'fixed' => self::paths($repository, SecretState::Fixed),
            'reenter' => self::paths($repository, SecretState::NeedsReentry),
        ], ['ETag' => "\"{$revision}\""]);
    }

    /** @return list<string> */
    private static function paths(SettingsRepository $repository, SecretState $state): array
    {
        return array_keys(array_filter(
            $repository->secrets(),
            static fn(Secret $secret): bool => $secret->state === $state,
        ));
    }
}
