/** Who is asked: the rules, and where the owner wants it the AI that is connected to this WordPress. Off unless asked for. */
import { Card, CardBody, CardHeader, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

type Props = {
  isOn: boolean;
  /** Null until it is known. */
  isSupported: boolean | null;
  choose: (isOn: boolean) => void;
};

export function Source({ isOn, isSupported, choose }: Props) {
  return (
    <Card>
      <CardHeader>
        <h2>{__('Who is asked', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody className="dynamic-cache-advisor__part">
        <p>
          {__(
            'Rules that look at the figures of this site always answer, at no cost, and nothing leaves the site. Nothing below changes anything until you apply it; visitors are served the same whatever is said here.',
            'ai-wp-dynamic-cache',
          )}
        </p>
        <ToggleControl
          __nextHasNoMarginBottom
          label={__('Let me ask the AI too', 'ai-wp-dynamic-cache')}
          help={help(isSupported)}
          checked={isOn}
          disabled={isSupported !== true}
          onChange={choose}
        />
      </CardBody>
    </Card>
  );
}

function help(isSupported: boolean | null): string {
  if (isSupported === false) {
    return __(
      'This WordPress has no AI client, or it is switched off: the rules answer.',
      'ai-wp-dynamic-cache',
    );
  }
  return __(
    'With this on each part can be sent to the AI provider that you have connected to WordPress. You see what would be sent before it is, and what it cost afterwards. The provider may charge you for it.',
    'ai-wp-dynamic-cache',
  );
}
