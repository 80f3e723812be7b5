/** The place of a screen that is not there yet. */
import { Spinner } from '@wordpress/components';

export function Arriving() {
  return (
    <div className="dynamic-cache-arriving">
      <Spinner />
    </div>
  );
}
