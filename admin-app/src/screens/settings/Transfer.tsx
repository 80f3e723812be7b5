/** Takes the settings out as a file and brings a file in; what comes in waits in the form until it is saved. */
import { Button, FormFileUpload, Notice } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { TITLES } from '../../fields/titles.ts';
import { announce } from '../../store/settings-announcements.ts';
import { siteStore } from '../../store/site.ts';
import { exported, type Import, imported } from './settings-file.ts';
import { useForm, useFormActions } from './useForm.ts';

const FILE_NAME = 'dynamic-cache-settings.json';

export function Transfer() {
  const { saved } = useForm();
  const { loadEdits } = useFormActions();
  const version = useSelect((select) => select(siteStore).getStatus()?.version ?? '', []);
  const [result, setResult] = useState<Import | null>(null);
  if (saved === null) return null;
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    const found = imported(await file.text(), saved.settings);
    setResult(found);
    if (found.is === 'read') loadEdits(found.edits);
  };
  return (
    <>
      <div className="dynamic-cache-transfer">
        <Button
          __next40pxDefaultSize
          variant="tertiary"
          onClick={() => {
            download(exported(saved.settings, version));
            announce(__('Exported what is saved, without passwords and tokens.', 'ai-wp-dynamic-cache'));
          }}
        >
          {__('Export', 'ai-wp-dynamic-cache')}
        </Button>
        <FormFileUpload
          accept="application/json,.json"
          onChange={({ currentTarget }) => read(currentTarget.files?.[0])}
          // Else the same file could not be chosen a second time, after it was mended.
          onClick={({ currentTarget }) => {
            if (currentTarget instanceof HTMLInputElement) currentTarget.value = '';
          }}
          render={({ openFileDialog }) => (
            <Button __next40pxDefaultSize variant="tertiary" onClick={openFileDialog}>
              {__('Import…', 'ai-wp-dynamic-cache')}
            </Button>
          )}
        />
      </div>
      {result !== null && <Result result={result} close={() => setResult(null)} />}
    </>
  );
}

/** Saves a text as a file, by a link that nobody sees. */
function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = FILE_NAME;
  link.click();
  URL.revokeObjectURL(address);
}

function Result({ result, close }: { result: Import; close: () => void }) {
  return (
    <Notice
      status={result.is === 'read' ? 'info' : 'error'}
      onRemove={close}
      className="dynamic-cache-transfer__result"
    >
      {result.is === 'no-json' && (
        <p>
          {__(
            'This is no settings file: it cannot be read as JSON. Nothing was changed.',
            'ai-wp-dynamic-cache',
          )}
        </p>
      )}
      {result.is === 'wrong' && (
        <>
          <p>{__('This file cannot be used as it is. Nothing was changed.', 'ai-wp-dynamic-cache')}</p>
          <ul>
            {result.complaints.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                <code dir="ltr">{path}</code> {message}
              </li>
            ))}
          </ul>
        </>
      )}
      {result.is === 'read' && <p>{readSentence(result)}</p>}
    </Notice>
  );
}

function readSentence({ edits, leftOut }: Extract<Import, { is: 'read' }>): string {
  if (leftOut.length === 0) return changeSentence(Object.keys(edits).length);
  const names = leftOut.map((path) => TITLES[path]?.() ?? path).join(', ');
  /* translators: %s: names of settings */
  const notTaken = sprintf(__('Not taken from the file: %s.', 'ai-wp-dynamic-cache'), names);
  return `${changeSentence(Object.keys(edits).length)} ${notTaken}`;
}

function changeSentence(count: number): string {
  if (count === 0) return __('The file changes no setting of this screen.', 'ai-wp-dynamic-cache');
  return sprintf(
    /* translators: %d: number of settings */
    _n(
      'The file changes %d setting. Look at it and save, or discard it.',
      'The file changes %d settings. Look at them and save, or discard them.',
      count,
      'ai-wp-dynamic-cache',
    ),
    count,
  );
}
