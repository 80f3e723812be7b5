<?php

/**
 * Plugin of the journeys: an AI provider as a plugin registers one with WordPress. Only the network below it is made up.
 * The cookie `ai` says how it behaves: `hostile` answers with markup, `off` is a site without AI.
 */

declare(strict_types=1);

use WordPress\AiClient\AiClient;
use WordPress\AiClient\Messages\Enums\ModalityEnum;
use WordPress\AiClient\Providers\ApiBasedImplementation\AbstractApiProvider;
use WordPress\AiClient\Providers\Contracts\ModelMetadataDirectoryInterface;
use WordPress\AiClient\Providers\Contracts\ProviderAvailabilityInterface;
use WordPress\AiClient\Providers\DTO\ProviderMetadata;
use WordPress\AiClient\Providers\Enums\ProviderTypeEnum;
use WordPress\AiClient\Providers\Http\DTO\ApiKeyRequestAuthentication;
use WordPress\AiClient\Providers\Http\DTO\Request;
use WordPress\AiClient\Providers\Http\Enums\HttpMethodEnum;
use WordPress\AiClient\Providers\Http\Enums\RequestAuthenticationMethod;
use WordPress\AiClient\Providers\Models\Contracts\ModelInterface;
use WordPress\AiClient\Providers\Models\DTO\ModelMetadata;
use WordPress\AiClient\Providers\Models\DTO\SupportedOption;
use WordPress\AiClient\Providers\Models\Enums\CapabilityEnum;
use WordPress\AiClient\Providers\Models\Enums\OptionEnum;
use WordPress\AiClient\Providers\OpenAiCompatibleImplementation\AbstractOpenAiCompatibleTextGenerationModel;

final class JourneyModel extends AbstractOpenAiCompatibleTextGenerationModel
{
    protected function createRequest(HttpMethodEnum $method, string $path, array $headers = [], $data = null): Request
    {
        return new Request($method, JourneyProvider::url($path), $headers, $data, $this->getRequestOptions());
    }
}

final class JourneyModels implements ModelMetadataDirectoryInterface, ProviderAvailabilityInterface
{
    public function isConfigured(): bool
    {
        return true;
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

final class JourneyProvider extends AbstractApiProvider
{
    protected static function baseUrl(): string
    {
        return 'https://models.example.org/v1';
    }

    protected static function createModel(ModelMetadata $modelMetadata, ProviderMetadata $providerMetadata): ModelInterface
    {
        return new JourneyModel($modelMetadata, $providerMetadata);
    }

    protected static function createProviderMetadata(): ProviderMetadata
    {
        return new ProviderMetadata('careful', 'Careful Models', ProviderTypeEnum::cloud(), null, RequestAuthenticationMethod::apiKey());
    }

    protected static function createProviderAvailability(): ProviderAvailabilityInterface
    {
        return new JourneyModels();
    }

    protected static function createModelMetadataDirectory(): ModelMetadataDirectoryInterface
    {
        return new JourneyModels();
    }

    /**
     * What the model says of a question of the advisor.
     *
     * @param array<string, mixed> $data that was sent
     */
    public static function opinion(array $data): string
    {
        if (($_COOKIE['ai'] ?? '') === 'hostile') {
            return '{"changes":[{"setting":"ttl.page","value":3600,"reason":"<script>alert(1)</script>"}]}';
        }
        $rows = array_column($data['pages'] ?? [], 'path', 'row');

        return (string) json_encode(match (true) {
            isset($data['settings']) => ['changes' => [['setting' => 'ttl.page', 'value' => 1_209_600, 'reason' => 'Pages of this site seldom change, and a change purges them at once.']]],
            isset($data['most']) => ['order' => array_map(static fn(int $row): array => ['row' => $row, 'reason' => 'Many visitors begin here.'], array_slice(array_keys($rows), 0, $data['most']))],
            isset($data['strategies']) => ['strategies' => []],
            default => ['routes' => [['row' => (int) array_search('/about/', $rows, true), 'risk' => 'medium', 'reason' => 'It may greet people by their names.']]],
        });
    }
}

add_action('init', static function (): void {
    $registry = AiClient::defaultRegistry();
    $registry->registerProvider(JourneyProvider::class);
    $registry->setProviderRequestAuthentication('careful', new ApiKeyRequestAuthentication('a-key-of-the-journeys'));
});
add_filter('wp_supports_ai', static fn(bool $supports): bool => ($_COOKIE['ai'] ?? '') === 'off' ? false : $supports);
add_filter('pre_http_request', static function (mixed $answer, mixed $args, string $url): mixed {
    if (!str_starts_with($url, 'https://models.example.org/')) {
        return $answer;
    }
    $request = json_decode($args['body'], true);
    $data = json_decode($request['messages'][1]['content'][0]['text'] ?? '{}', true);

    return [
        'headers' => ['content-type' => 'application/json'],
        'body' => (string) json_encode([
            'id' => 'one',
            'choices' => [['message' => ['role' => 'assistant', 'content' => JourneyProvider::opinion($data)], 'finish_reason' => 'stop']],
            'usage' => ['prompt_tokens' => 812, 'completion_tokens' => 44, 'total_tokens' => 856],
        ]),
        'response' => ['code' => 200, 'message' => 'OK'],
        'cookies' => [],
        'filename' => null,
    ];
}, 10, 3);
