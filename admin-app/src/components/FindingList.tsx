/** What was found, each with a sign, a word, what it means and what to do. */
import type { Finding } from '@dynamic-cache/contracts/findings';
import { Icon, TextareaControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { cautionFilled, check, error, info } from '@wordpress/icons';
import './finding-list.scss';

const SIGNS = {
  good: { icon: check, word: () => __('Good', 'ai-wp-dynamic-cache') },
  info: { icon: info, word: () => __('Note', 'ai-wp-dynamic-cache') },
  warning: { icon: cautionFilled, word: () => __('Warning', 'ai-wp-dynamic-cache') },
  bad: { icon: error, word: () => __('Problem', 'ai-wp-dynamic-cache') },
} as const;

export function FindingList({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="dynamic-cache-findings">
      {findings.map((finding) => (
        <FindingLine key={`${finding.code} ${finding.title} ${finding.detail}`} finding={finding} />
      ))}
    </ul>
  );
}

function FindingLine({ finding: { status, title, detail, fix, evidence, paste } }: { finding: Finding }) {
  const { icon, word } = SIGNS[status];
  return (
    <li className="dynamic-cache-finding" data-status={status}>
      <Icon icon={icon} />
      <div>
        <p>
          <strong>
            {word()}: {title}
          </strong>
        </p>
        <p>{detail}</p>
        {fix !== '' && <p className="dynamic-cache-finding__fix">{fix}</p>}
        {paste !== undefined && (
          <TextareaControl
            __nextHasNoMarginBottom
            className="dynamic-cache-finding__paste"
            label={__('Lines to copy', 'ai-wp-dynamic-cache')}
            value={paste}
            readOnly
            rows={8}
            dir="ltr"
            wrap="off"
            spellCheck={false}
            onFocus={({ currentTarget }) => currentTarget.select()}
            onChange={() => {}}
          />
        )}
        {evidence !== undefined && evidence !== '' && (
          <details>
            <summary>{__('What was seen', 'ai-wp-dynamic-cache')}</summary>
            <pre dir="ltr">{evidence}</pre>
          </details>
        )}
      </div>
    </li>
  );
}
