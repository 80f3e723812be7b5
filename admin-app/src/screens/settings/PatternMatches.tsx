/** Below a list of patterns: what each line would match on this site, before it is saved. */
import { PatternPreview, type PatternPreviewAnswer } from '@dynamic-cache/contracts/findings';
import { Button, Spinner } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { type Preview, previewStore } from '../../store/previews.ts';
import { cleaned, type Json } from '../../store/settings-form.ts';

const EXAMPLES = 5;

type Props = { path: string; title: string; value: Json | undefined };

export function PatternMatches({ path, title, value }: Props) {
  const [isOpen, setOpen] = useState(false);
  // The list of hosts is no list of patterns.
  if (!PatternPreview.shape.field.options.some((field) => field === path)) return null;
  const patterns = patternsOf(value);
  return (
    <div className="dynamic-cache-matches">
      <Button
        variant="tertiary"
        aria-expanded={isOpen}
        disabled={patterns.length === 0}
        accessibleWhenDisabled
        onClick={() => setOpen(!isOpen)}
      >
        {__('What does this match?', 'ai-wp-dynamic-cache')}
        <span className="screen-reader-text"> {title}</span>
      </Button>
      {isOpen && patterns.length > 0 && <Matches path={path} patterns={patterns} />}
    </div>
  );
}

function patternsOf(value: Json | undefined): string[] {
  const lines = value === undefined ? [] : cleaned(value);
  return Array.isArray(lines) ? [...new Set(lines.map(String))] : [];
}

function Matches({ path, patterns }: { path: string; patterns: string[] }) {
  const previews = useSelect((select) => select(previewStore).getPreviews(path), [path]);
  const { look } = useDispatch(previewStore);
  const text = patterns.join('\n');
  useEffect(() => {
    look(path, text.split('\n'));
  }, [path, text, look]);
  return (
    <ul>
      {patterns.map((pattern) => (
        <li key={pattern}>
          <code dir="ltr">{pattern}</code>
          <div>
            <Match
              preview={previews[pattern]}
              isPattern={PatternPreview.shape.pattern.safeParse(pattern).success}
              retry={() => look(path, patterns)}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

type MatchProps = { preview: Preview | undefined; isPattern: boolean; retry: () => void };

function Match({ preview, isPattern, retry }: MatchProps) {
  if (!isPattern) return <>{__('This line is no pattern yet.', 'ai-wp-dynamic-cache')}</>;
  if (preview === undefined) return <Spinner />;
  if (preview.value === null) {
    return (
      <>
        {preview.failure}{' '}
        <Button variant="link" onClick={retry}>
          {__('Try again', 'ai-wp-dynamic-cache')}
        </Button>
      </>
    );
  }
  return <MatchLine answer={preview.value} />;
}

function MatchLine({ answer: { matched, checked, examples, note } }: { answer: PatternPreviewAnswer }) {
  const shown = examples.slice(0, EXAMPLES);
  return (
    <>
      <span>
        {matched === 0
          ? /* translators: %d: how many paths or names were looked through */
            sprintf(
              _n(
                'Nothing, of %d that is known.',
                'Nothing, of %d that are known.',
                checked,
                'ai-wp-dynamic-cache',
              ),
              checked,
            )
          : /* translators: 1: number of matches, 2: how many paths or names were looked through */
            sprintf(
              _n(
                '%1$d of %2$d that is known:',
                '%1$d of %2$d that are known:',
                checked,
                'ai-wp-dynamic-cache',
              ),
              matched,
              checked,
            )}
      </span>{' '}
      {shown.map(({ value, label }, place) => (
        <span key={value}>
          {place > 0 && ', '}
          <bdi title={label}>{value}</bdi>
        </span>
      ))}
      {matched > shown.length && '…'}
      {note !== '' && <strong className="dynamic-cache-matches__note">{note}</strong>}
    </>
  );
}
