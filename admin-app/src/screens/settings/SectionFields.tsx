/** One part of the screen: what it is about, its settings, and what can be tried. */

import { Settings } from '@dynamic-cache/contracts/settings';
import { Card, CardBody, CardHeader } from '@wordpress/components';
import { useMemo } from '@wordpress/element';
import type { Field } from '../../fields/field.ts';
import { edited } from '../../store/settings-form.ts';
import { ConnectionTest } from './ConnectionTest.tsx';
import { FieldRow } from './FieldRow.tsx';
import { fieldsOf, type Section } from './sections.ts';
import { useForm } from './useForm.ts';

export function SectionFields({ section }: { section: Section }) {
  const fields = useFields(section);
  return (
    <Card>
      <CardHeader>
        <div>
          <h2>{section.title()}</h2>
          <p>{section.intro()}</p>
        </div>
      </CardHeader>
      <CardBody>
        {fields.map((field) => (
          <FieldRow key={field.path} field={field} />
        ))}
        {section.tests.map((what) => (
          <ConnectionTest key={what} what={what} />
        ))}
      </CardBody>
    </Card>
  );
}

function useFields(section: Section): Field[] {
  const { saved, edits } = useForm();
  return useMemo(() => {
    // Settings that are wrong for the moment say nothing about which fields belong beside them.
    const now = saved === null ? null : Settings.safeParse(edited(saved.settings, edits)).data;
    return fieldsOf(section, now ?? saved?.settings ?? null);
  }, [section, saved, edits]);
}
