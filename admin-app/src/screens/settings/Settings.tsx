/** Everything an owner can set: found by part or by search, tried before it is saved, saved when he says so. */
import { SearchControl } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Asked } from '../../components/Asked.tsx';
import { goTo, useParameter } from '../../navigation.ts';
import { Conflict } from './Conflict.tsx';
import { Found } from './Found.tsx';
import { SaveBar } from './SaveBar.tsx';
import { SectionFields } from './SectionFields.tsx';
import { SectionLinks } from './SectionLinks.tsx';
import { sectionOf, sectionWith } from './sections.ts';
import { Transfer } from './Transfer.tsx';
import { Trouble } from './Trouble.tsx';
import { useChanged, useForm, useFormActions } from './useForm.ts';
import { useLeaving } from './useLeaving.ts';
import { WhatIsWrong } from './WhatIsWrong.tsx';
import './settings.scss';

export default function Settings() {
  const { saved, failure } = useForm();
  const { load, discard } = useFormActions();
  const changed = useChanged();
  useEffect(() => {
    load();
  }, [load]);
  useLeaving(changed.length > 0, discard);
  return (
    <Asked answer={{ value: saved, failure }} retry={load}>
      {() => <Form />}
    </Asked>
  );
}

function Form() {
  const { focus } = useForm();
  const { save } = useFormActions();
  const [search, setSearch] = useState('');
  const section = sectionOf(useParameter('section'));
  useAskedSetting();
  useEffect(() => {
    const wanted = focus === null ? undefined : sectionWith(focus.path);
    if (wanted === undefined) return;
    setSearch('');
    if (wanted.name !== section?.name) goTo('settings', { section: wanted.name });
  }, [focus, section]);
  if (section === undefined) return null;
  return (
    <div className="dynamic-cache-settings">
      {/* Not in the form: Enter in the search would save what is unsaved. */}
      <div className="dynamic-cache-settings__tools">
        <SearchControl
          label={__('Search settings', 'ai-wp-dynamic-cache')}
          placeholder={__('Search settings', 'ai-wp-dynamic-cache')}
          value={search}
          onChange={setSearch}
        />
        <Transfer />
      </div>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Conflict />
        <Trouble />
        <WhatIsWrong />
        <div className="dynamic-cache-settings__parts">
          <SectionLinks current={search === '' ? section.name : ''} />
          <div className="dynamic-cache-settings__fields">
            {search === '' ? <SectionFields section={section} /> : <Found search={search} />}
          </div>
        </div>
        <SaveBar />
      </form>
    </div>
  );
}

/** A link from elsewhere names a setting: it gets the focus, once. */
function useAskedSetting(): void {
  const asked = useParameter('setting');
  const { focusOn } = useFormActions();
  useEffect(() => {
    if (asked !== '') focusOn(asked);
  }, [asked, focusOn]);
}
