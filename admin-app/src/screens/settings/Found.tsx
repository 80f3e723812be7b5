/** The settings that a search finds, wherever they are. */
import { Card, CardBody, CardHeader } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { DESCRIPTIONS } from '../../fields/descriptions.ts';
import { TITLES } from '../../fields/titles.ts';
import { FieldRow } from './FieldRow.tsx';
import { fieldsOf, SECTIONS } from './sections.ts';

export function Found({ search }: { search: string }) {
  const words = search.trim().toLocaleLowerCase().split(/\s+/);
  const found = SECTIONS.map((section) => ({
    section,
    fields: fieldsOf(section, null).filter(({ path }) => {
      const text = [path, TITLES[path]?.(), DESCRIPTIONS[path]?.(), section.title()]
        .join(' ')
        .toLocaleLowerCase();
      return words.every((word) => text.includes(word));
    }),
  })).filter(({ fields }) => fields.length > 0);
  const count = found.reduce((sum, { fields }) => sum + fields.length, 0);
  return (
    <>
      <p role="status">
        {count === 0
          ? /* translators: %s: what somebody searched for */
            sprintf(
              __(
                'No setting has to do with “%s”. Try another word, or look through the parts.',
                'ai-wp-dynamic-cache',
              ),
              search.trim(),
            )
          : /* translators: %d: a number */
            sprintf(_n('%d setting found.', '%d settings found.', count, 'ai-wp-dynamic-cache'), count)}
      </p>
      {found.map(({ section, fields }) => (
        <Card key={section.name}>
          <CardHeader>
            <h2>{section.title()}</h2>
          </CardHeader>
          <CardBody>
            {fields.map((field) => (
              <FieldRow key={field.path} field={field} />
            ))}
          </CardBody>
        </Card>
      ))}
    </>
  );
}
