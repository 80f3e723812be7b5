/** The two texts that a provider gets, as they are. */
import type { AdviceSent } from '@dynamic-cache/contracts/advisor';
import { __ } from '@wordpress/i18n';

export function Sent({ sent: { instruction, data } }: { sent: AdviceSent }) {
  return (
    <div className="dynamic-cache-advisor__sent">
      <p>
        {__(
          'An instruction and one JSON document: paths without their queries, counts, sizes and numbers of settings. Parts of paths that could name somebody are a “*”.',
          'ai-wp-dynamic-cache',
        )}
      </p>
      <Text text={instruction} />
      <Text text={indented(data)} />
    </div>
  );
}

/** The same document with line breaks; as it is when it is none. */
export function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 1);
  } catch {
    return json;
  }
}

function Text({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable without a mouse
    <pre dir="ltr" tabIndex={0}>
      {text}
    </pre>
  );
}
