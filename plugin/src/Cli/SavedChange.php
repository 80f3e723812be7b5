<?php

/** Saves a change of settings as REST does, and says what is wrong with it in a shell. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use DynamicCache\Install\ChangeSettings;
use DynamicCache\Install\ForeignDropin;
use DynamicCache\Install\InstallFailure;
use DynamicCache\Settings\FieldError;
use DynamicCache\Settings\InvalidSettings;
use DynamicCache\Settings\RevisionConflict;
use DynamicCache\Settings\SettingIsFixed;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\SettingsFailure;
use DynamicCache\Settings\SettingsRepository;

final class SavedChange
{
    public function __construct(
        private readonly Terminal $terminal,
        private readonly SettingsRepository $repository,
        private readonly ChangeSettings $change,
    ) {}

    /** Applies a merge patch, or refuses it with nothing changed. */
    public function apply(\stdClass $patch, bool $replaceDropin = false): void
    {
        $this->run(fn(): Settings => $this->change->apply($patch, $this->repository->revision(), $replaceDropin));
    }

    /**
     * Does what changes settings, or refuses it with nothing changed.
     *
     * @template T
     *
     * @param \Closure(): T $save throws SettingsFailure or InstallFailure
     *
     * @return T
     */
    public function run(\Closure $save): mixed
    {
        try {
            return $save();
        } catch (InvalidSettings $failure) {
            $this->refuse_fields($failure->errors);
        } catch (RevisionConflict) {
            $this->terminal->refuse(__('Somebody else saved the settings at this very moment, so nothing was changed: try again.', 'ai-wp-dynamic-cache'));
        } catch (InstallFailure $failure) {
            $this->refuse_files($failure);
        } catch (SettingIsFixed $failure) {
            $this->refuse_fields([new FieldError($failure->path, $failure->getMessage())]);
        } catch (SettingsFailure $failure) {
            $this->terminal->refuse($failure->getMessage());
        }
    }

    /** @param list<FieldError> $errors */
    public function refuse_fields(array $errors): never
    {
        $this->terminal->refuse(
            __('Nothing was changed.', 'ai-wp-dynamic-cache'),
            ...array_map(static fn(FieldError $error): string => ($error->path === '' ? '' : "{$error->path}: ") . $error->message, $errors),
        );
    }

    private function refuse_files(InstallFailure $failure): never
    {
        // A store that is no file has no path.
        $more = $failure->path() === '' ? [] : [$failure->path()];
        if ($failure->by_hand() !== '') {
            $more = [...$more, __('These lines can be put there by hand:', 'ai-wp-dynamic-cache'), ...explode("\n", rtrim($failure->by_hand()))];
        }
        if ($failure instanceof ForeignDropin) {
            $more[] = __('With --replace-dropin it is set aside, and put back when the cache is switched off.', 'ai-wp-dynamic-cache');
        }
        $this->terminal->refuse($failure->getMessage(), ...$more);
    }
}
