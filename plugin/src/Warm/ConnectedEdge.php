<?php

/** The Worker, when it is connected and serves this site now; asks nobody. */

declare(strict_types=1);

namespace DynamicCache\Warm;

use DynamicCache\Edge\ConnectionState;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\EdgeAddress;
use DynamicCache\Settings\SettingsRepository;

final class ConnectedEdge
{
    public static function address(): ?EdgeAddress
    {
        $edge = SettingsRepository::of_site()->all()->edge;
        $isOn = $edge->enabled && $edge->url !== '' && Credentials::load()->state() === ConnectionState::Active;

        return $isOn ? EdgeAddress::parse($edge->url) : null;
    }
}
