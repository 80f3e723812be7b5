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
            // Paths of what a constant decides, and of the secrets that the owner has to type again.
            'fixed' => $repository->fixed(),
            'reenter' => self::to_reenter($repository),
        ], ['ETag' => "\"{$revision}\""]);
    }

    /** @return list<string> */
    private static function to_reenter(SettingsRepository $repository): array
    {
        return array_keys(array_filter(
            $repository->secrets(),
            static fn(Secret $secret): bool => $secret->state === SecretState::NeedsReentry,
        ));
    }
}
