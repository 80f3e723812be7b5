/** What was just done, at the edge of the window; read out by screen readers. Core's own `notices` store holds it. */
import { SnackbarList } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { store as notices } from '@wordpress/notices';

export function Announcements() {
  const said = useSelect(
    (select) =>
      select(notices)
        .getNotices()
        .filter(({ type }) => type === 'snackbar'),
    [],
  );
  const { removeNotice } = useDispatch(notices);
  return (
    <SnackbarList
      className="dynamic-cache-announcements"
      notices={said}
      onRemove={(id) => removeNotice(id)}
    />
  );
}
