/** Above the settings: everything that keeps the changes from being saved, each with the way to its field. */
import { Button, Notice } from '@wordpress/components';
import { _n, sprintf } from '@wordpress/i18n';
import { complaintSentence } from '../../fields/complaints.ts';
import { TITLES } from '../../fields/titles.ts';
import { valueAt } from '../../store/settings-form.ts';
import { sectionWith } from './sections.ts';
import { useComplaints, useForm, useFormActions } from './useForm.ts';

export function WhatIsWrong() {
  const { saved, edits } = useForm();
  const { focusOn } = useFormActions();
  const complaints = useComplaints();
  if (complaints.length === 0) return null;
  const count = new Set(complaints.map(({ path }) => path)).size;
  return (
    <Notice status="error" isDismissible={false} className="dynamic-cache-wrong" spokenMessage="">
      <p>
        <strong>
          {sprintf(
            /* translators: %d: number of settings */
            _n(
              '%d setting has to be corrected before anything is saved:',
              '%d settings have to be corrected before anything is saved:',
              count,
              'ai-wp-dynamic-cache',
            ),
            count,
          )}
        </strong>
      </p>
      <ul>
        {complaints.map((complaint) => {
          const { path } = complaint;
          const title = TITLES[path]?.() ?? path;
          const sentence = complaintSentence(complaint, edits[path] ?? valueAt(saved?.settings, path));
          return (
            <li key={`${path} ${sentence}`}>
              {sectionWith(path) === undefined ? (
                <strong>{title}</strong>
              ) : (
                <Button variant="link" onClick={() => focusOn(path)}>
                  {title}
                </Button>
              )}
              : {sentence}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
