/** The parts of the screen as links, each with what is unsaved or wrong in it. */
import { __, _n, sprintf } from '@wordpress/i18n';
import { goTo } from '../../navigation.ts';
import { addressOf } from '../../routes.ts';
import { SECTIONS, type Section } from './sections.ts';
import { useChanged, useComplaints } from './useForm.ts';

export function SectionLinks({ current }: { current: string }) {
  return (
    <nav
      className="dynamic-cache-settings__sections"
      aria-label={__('Parts of the settings', 'ai-wp-dynamic-cache')}
    >
      <ul>
        {SECTIONS.map((section) => (
          <li key={section.name}>
            <a
              href={addressOf('settings', window.location.href, { section: section.name })}
              aria-current={section.name === current ? 'page' : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
                event.preventDefault();
                goTo('settings', { section: section.name });
              }}
            >
              {section.title()}
              <Marks section={section} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Marks({ section: { paths } }: { section: Section }) {
  const changed = useChanged().filter((path) => paths.includes(path)).length;
  const wrong = new Set(
    useComplaints()
      .map(({ path }) => path)
      .filter((path) => paths.includes(path)),
  ).size;
  return (
    <>
      {wrong > 0 && (
        <span className="dynamic-cache-mark" data-kind="wrong">
          {/* translators: %d: number of settings */}
          {sprintf(_n('%d to correct', '%d to correct', wrong, 'ai-wp-dynamic-cache'), wrong)}
        </span>
      )}
      {wrong === 0 && changed > 0 && (
        <span className="dynamic-cache-mark">
          {/* translators: %d: number of settings */}
          {sprintf(_n('%d change', '%d changes', changed, 'ai-wp-dynamic-cache'), changed)}
        </span>
      )}
    </>
  );
}
