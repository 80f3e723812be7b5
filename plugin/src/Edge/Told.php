<?php

/**
 * What the Worker has confirmed so far (option `dynamic_cache_edge_told`). Good for one key: a process that still writes
 * under a former one must not make a new registration look as if the Worker knew all that.
 */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class Told
{
    private const OPTION = 'dynamic_cache_edge_told';

    /**
     * @param string $kid of the key under which it was confirmed
     * @param string $configDigest of the configuration that was taken (EdgeConfig::digest()), or empty
     * @param string $configError why the last configuration was not taken, or empty
     * @param int $configAt Unix seconds of the last configuration that was sent
     * @param string $originEpoch of this site's purge log
     * @param string $ledgerEpoch of the Worker's ledger
     * @param int $ledgerAt Unix seconds at which the Worker last acknowledged a position of it
     */
    private function __construct(
        private readonly string $kid,
        public readonly string $configDigest,
        public readonly string $configError,
        public readonly int $configAt,
        public readonly string $originEpoch,
        public readonly string $ledgerEpoch,
        public readonly int $ledgerSequence,
        public readonly int $ledgerAt,
    ) {}

    public static function load(): self
    {
        $record = OptionRecord::load(self::OPTION);
        $kid = Credentials::load()->kid;
        if ($record->text('kid') !== $kid) {
            return new self($kid, '', '', 0, '', '', 0, 0);
        }

        return new self(
            $kid,
            $record->text('config_digest'),
            $record->text('config_error'),
            $record->int('config_at'),
            $record->text('origin_epoch'),
            $record->text('ledger_epoch'),
            $record->int('ledger_seq'),
            $record->int('ledger_at'),
        );
    }

    public static function forget(): void
    {
        delete_option(self::OPTION);
    }

    public function config(string $digest, string $error, int $now): self
    {
        return new self($this->kid, $digest, $error, $now, $this->originEpoch, $this->ledgerEpoch, $this->ledgerSequence, $this->ledgerAt);
    }

    public function origin(string $epoch): self
    {
        return new self($this->kid, $this->configDigest, $this->configError, $this->configAt, $epoch, $this->ledgerEpoch, $this->ledgerSequence, $this->ledgerAt);
    }

    public function ledger(string $epoch, int $sequence, int $now): self
    {
        return new self($this->kid, $this->configDigest, $this->configError, $this->configAt, $this->originEpoch, $epoch, $sequence, $now);
    }

    /** The same Worker under another key: what it has confirmed still counts. */
    public function under(string $kid): self
    {
        return new self($kid, $this->configDigest, $this->configError, $this->configAt, $this->originEpoch, $this->ledgerEpoch, $this->ledgerSequence, $this->ledgerAt);
    }

    public function save(): void
    {
        update_option(self::OPTION, [
            'kid' => $this->kid,
            'config_digest' => $this->configDigest,
            'config_error' => $this->configError,
            'config_at' => $this->configAt,
            'origin_epoch' => $this->originEpoch,
            'ledger_epoch' => $this->ledgerEpoch,
            'ledger_seq' => $this->ledgerSequence,
            'ledger_at' => $this->ledgerAt,
        ], false);
    }

    /** @return array{epoch: string, seq: int}|null the last position of the ledger that was acknowledged */
    public function acked(): ?array
    {
        return $this->ledgerEpoch === '' ? null : ['epoch' => $this->ledgerEpoch, 'seq' => $this->ledgerSequence];
    }
}
