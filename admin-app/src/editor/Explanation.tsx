/** The whole decision, step by step, and what the stored page depends on. */
import type { ExplainAnswer } from '@dynamic-cache/contracts/page-actions';
import { Modal } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

export function Explanation({ told, onClose }: { told: ExplainAnswer; onClose: () => void }) {
  return (
    <Modal
      title={__('What visitors get for this page, and why', 'ai-wp-dynamic-cache')}
      onRequestClose={onClose}
    >
      <p>
        <code>{told.url}</code>
      </p>
      <ol className="dynamic-cache-steps">
        {told.steps.map(({ step, said, decisive, setting }) => (
          <li
            key={step}
            className={decisive ? 'is-decisive' : ''}
            aria-current={decisive ? 'step' : undefined}
          >
            {said}
            {setting !== null && <code>{setting}</code>}
          </li>
        ))}
      </ol>
      <h2>{__('What the stored page depends on', 'ai-wp-dynamic-cache')}</h2>
      {told.page === null ? (
        <p>{__('No page is stored.', 'ai-wp-dynamic-cache')}</p>
      ) : (
        <dl className="dynamic-cache-tags">
          {told.page.tags.map(({ tag, meaning }) => (
            <div key={tag}>
              <dt>{tag}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      )}
    </Modal>
  );
}
