/** One part of the screen: what it is about, its settings, and what can be tried. */

import { Settings } from '@dynamic-cache/contracts/settings';
import { Card, CardBody, CardHeader } from '@wordpress/components';
import { useDispatch } from '@wordpress/data';
import { useEffect, useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Connection } from '../../components/edge/Connection.tsx';
import type { Field } from '../../fields/field.ts';
import { edited } from '../../store/settings-form.ts';
import { siteStore } from '../../store/site.ts';
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
        {section.name === 'edge' && <EdgeConnection />}
      </CardBody>
    </Card>
  );
}

/** What stands behind the switch: how far the registration is, as soon as it was saved. */
function EdgeConnection() {
  const { saved } = useForm();
  const { refresh } = useDispatch(siteStore);
  useEffect(() => {
    if (saved?.revision !== undefined) refresh();
  }, [saved?.revision, refresh]);
  return (
    <>
      <h3>{__('Connection', 'ai-wp-dynamic-cache')}</h3>
      <Connection canDisconnect={false} />
    </>
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
