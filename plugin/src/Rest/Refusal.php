<?php

/** A request that is not carried out; nothing has changed. */

declare(strict_types=1);

namespace DynamicCache\Rest;

use DynamicCache\Settings\FieldError;

final class Refusal extends \RuntimeException
{
    /**
     * @param string $error snake_case word
     * @param list<FieldError> $details
     * @param array<string, string> $more further members of the answer
     */
    public function __construct(
        public readonly int $status,
        public readonly string $error,
        public readonly array $details = [],
        public readonly array $more = [],
    ) {
        parent::__construct($error);
    }
}
