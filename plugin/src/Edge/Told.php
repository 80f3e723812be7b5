<?php

/** What the Worker has confirmed so far (option `dynamic_cache_edge_told`). */

declare(strict_types=1);

namespace DynamicCache\Edge;

final class Told
{
    private const OPTION = 'dynamic_cache_edge_told';

    /**
     * @param string $revision of the configuration
     * @param string $configError why the last configuration was not taken, or empty
     * @param string $originEpoch of this site's purge log
     * @param string $ledgerEpoch of the Worker's ledger
     */
    private function __construct(
        public readonly string $revision,
        public readonly string $configError,
        public readonly string $originEpoch,
        public readonly string $ledgerEpoch,
        public readonly int $ledgerSequence,
    ) {}

    public static function load(): self
    {
        $record = OptionRecord::load(self::OPTION);

        return new self(
            $record->text('revision'),
            $record->text('config_error'),
            $record->text('origin_epoch'),
            $record->text('ledger_epoch'),
            $record->int('ledger_seq'),
        );
    }

    public static function forget(): void
    {
        delete_option(self::OPTION);
    }

    public function config(string $revision, string $error): self
    {
        return new self($revision, $error, $this->originEpoch, $this->ledgerEpoch, $this->ledgerSequence);
    }

    public function origin(string $epoch): self
    {
        return new self($this->revision, $this->configError, $epoch, $this->ledgerEpoch, $this->ledgerSequence);
    }

    public function ledger(string $epoch, int $sequence): self
    {
        return new self($this->revision, $this->configError, $this->originEpoch, $epoch, $sequence);
    }

    public function save(): void
    {
        update_option(self::OPTION, [
            'revision' => $this->revision,
            'config_error' => $this->configError,
            'origin_epoch' => $this->originEpoch,
            'ledger_epoch' => $this->ledgerEpoch,
            'ledger_seq' => $this->ledgerSequence,
        ], false);
    }

    /** @return array{epoch: string, seq: int}|null the last position of the ledger that was acknowledged */
    public function acked(): ?array
    {
        return $this->ledgerEpoch === '' ? null : ['epoch' => $this->ledgerEpoch, 'seq' => $this->ledgerSequence];
    }
}
