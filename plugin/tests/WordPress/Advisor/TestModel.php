<?php

/** A model that speaks the protocol of most providers; only the network below it is the test's. */

declare(strict_types=1);

namespace DynamicCache\Tests\WordPress\Advisor;

use WordPress\AiClient\Providers\Http\DTO\Request;
use WordPress\AiClient\Providers\Http\Enums\HttpMethodEnum;
use WordPress\AiClient\Providers\OpenAiCompatibleImplementation\AbstractOpenAiCompatibleTextGenerationModel;

final class TestModel extends AbstractOpenAiCompatibleTextGenerationModel
{
    /** @param array<string, string|list<string>> $headers */
    protected function createRequest(HttpMethodEnum $method, string $path, array $headers = [], $data = null): Request
    {
        return new Request($method, TestProvider::url($path), $headers, is_array($data) || is_string($data) ? $data : null, $this->getRequestOptions());
    }
}
