<?php

/** The one model of the provider, and whether an owner has connected it. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Advisor;

use WordPress\AiClient\Messages\Enums\ModalityEnum;
use WordPress\AiClient\Providers\Contracts\ModelMetadataDirectoryInterface;
use WordPress\AiClient\Providers\Contracts\ProviderAvailabilityInterface;
use WordPress\AiClient\Providers\Models\DTO\ModelMetadata;
use WordPress\AiClient\Providers\Models\DTO\SupportedOption;
use WordPress\AiClient\Providers\Models\Enums\CapabilityEnum;
use WordPress\AiClient\Providers\Models\Enums\OptionEnum;

final class TestModels implements ModelMetadataDirectoryInterface, ProviderAvailabilityInterface
{
    public static bool $isConnected = false;

    public function isConfigured(): bool
    {
        return self::$isConnected;
    }

    public function listModelMetadata(): array
    {
        return [$this->getModelMetadata('careful-1')];
    }

    public function hasModelMetadata(string $modelId): bool
    {
        return $modelId === 'careful-1';
    }

    public function getModelMetadata(string $modelId): ModelMetadata
    {
        return new ModelMetadata('careful-1', 'Careful', [CapabilityEnum::textGeneration()], [
            new SupportedOption(OptionEnum::systemInstruction()),
            new SupportedOption(OptionEnum::maxTokens()),
            new SupportedOption(OptionEnum::outputMimeType()),
            new SupportedOption(OptionEnum::outputSchema()),
            new SupportedOption(OptionEnum::inputModalities(), [[ModalityEnum::text()]]),
            new SupportedOption(OptionEnum::outputModalities(), [[ModalityEnum::text()]]),
        ]);
    }
}
