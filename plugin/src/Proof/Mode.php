<?php

/** Why a page is checked; `ProofMode` of contracts/src/proof.ts. */

declare(strict_types=1);

namespace DynamicCache\Proof;

enum Mode: string
{
    /** A visitor was answered with it, and the dice chose it. */
    case Hit = 'hit';
    /** Shadow mode: a visitor could have been answered with it. */
    case Shadow = 'shadow';
    /** Somebody asked for it. */
    case Asked = 'asked';
}
