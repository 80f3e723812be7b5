/** Why the last change of a part was not made. */
import { Notice } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { leaderboardStore, type Part } from '../../store/leaderboard.ts';

export function Refused({ part }: { part: Part }) {
  const refusal = useSelect((select) => select(leaderboardStore).getRefusal(part), [part]);
  if (refusal === null) return null;
  return (
    <Notice status="error" isDismissible={false}>
      {refusal}
    </Notice>
  );
}
