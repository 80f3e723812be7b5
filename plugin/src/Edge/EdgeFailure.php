<?php

/** Marker of everything that a call to the Worker may throw. */

declare(strict_types=1);

namespace DynamicCache\Edge;

interface EdgeFailure extends \Throwable {}
