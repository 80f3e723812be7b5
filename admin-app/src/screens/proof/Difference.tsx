/** Where two pages part; which side a line is of is said in words as well as in colour. */
import type { ProofCheck } from '@dynamic-cache/contracts/proof';
import { __ } from '@wordpress/i18n';
import { Scrolled } from '../../components/Scrolled.tsx';
import { linesOf, lineText, sideName } from './diff.ts';

export function Difference({ check }: { check: ProofCheck }) {
  const lines = linesOf(check.diff);
  if (lines.length === 0) return null;
  return (
    <Scrolled label={__('Difference', 'ai-wp-dynamic-cache')}>
      <table className="dynamic-cache-diff">
        <caption className="screen-reader-text">{__('Difference', 'ai-wp-dynamic-cache')}</caption>
        <tbody>
          {lines.map((line) => (
            <tr key={line.at} data-side={line.side}>
              <th scope="row">{sideName(line, check)}</th>
              <td dir="ltr">
                <code>{lineText(line)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}
