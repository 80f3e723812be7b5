<?php

/** A provider as a plugin registers it with the AI client of WordPress. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Advisor;

use WordPress\AiClient\AiClient;
use WordPress\AiClient\Providers\ApiBasedImplementation\AbstractApiProvider;
use WordPress\AiClient\Providers\Contracts\ModelMetadataDirectoryInterface;
use WordPress\AiClient\Providers\Contracts\ProviderAvailabilityInterface;
use WordPress\AiClient\Providers\DTO\ProviderMetadata;
use WordPress\AiClient\Providers\Enums\ProviderTypeEnum;
use WordPress\AiClient\Providers\Http\DTO\ApiKeyRequestAuthentication;
use WordPress\AiClient\Providers\Http\Enums\RequestAuthenticationMethod;
use WordPress\AiClient\Providers\Models\Contracts\ModelInterface;
use WordPress\AiClient\Providers\Models\DTO\ModelMetadata;

final class TestProvider extends AbstractApiProvider
{
    public const KEY = 'sk-of-the-owner-0123456789';

    /** The registry lives as long as the process: connected or not is asked each time. */
    public static function connect(): void
    {
        $registry = AiClient::defaultRegistry();
        if (!in_array('careful', $registry->getRegisteredProviderIds(), true)) {
            $registry->registerProvider(self::class);
        }
        $registry->setProviderRequestAuthentication('careful', new ApiKeyRequestAuthentication(self::KEY));
        TestModels::$isConnected = true;
    }

    protected static function baseUrl(): string
    {
        return 'https://models.example.org/v1';
    }

    protected static function createModel(ModelMetadata $modelMetadata, ProviderMetadata $providerMetadata): ModelInterface
    {
        return new TestModel($modelMetadata, $providerMetadata);
    }

    protected static function createProviderMetadata(): ProviderMetadata
    {
        return new ProviderMetadata('careful', 'Careful Models', ProviderTypeEnum::cloud(), null, RequestAuthenticationMethod::apiKey());
    }

    protected static function createProviderAvailability(): ProviderAvailabilityInterface
    {
        return new TestModels();
    }

    protected static function createModelMetadataDirectory(): ModelMetadataDirectoryInterface
    {
        return new TestModels();
    }
}
