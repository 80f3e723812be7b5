/** The whole decision about the page of a post, in a window of its own. */
import type { ExplainAnswer } from '@dynamic-cache/contracts/page-actions';
import { Modal } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { Story } from '../components/explain/Story.tsx';

export function Explanation({ told, onClose }: { told: ExplainAnswer; onClose: () => void }) {
  return (
    <Modal
      title={__('What visitors get for this page, and why', 'ai-wp-dynamic-cache')}
      onRequestClose={onClose}
    >
      <Story told={told} />
    </Modal>
  );
}
