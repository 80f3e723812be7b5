/** Checks pages when somebody asks, says what came of it, and has the rest of the screen know. */
import type { ProofCheck } from '@dynamic-cache/contracts/proof';
import { useDispatch } from '@wordpress/data';
import { __, _n, sprintf } from '@wordpress/i18n';
import { store as notices } from '@wordpress/notices';
import { count } from '../../components/format.ts';
import { goTo } from '../../navigation.ts';
import { proofStore } from '../../store/proof.ts';
import { siteStore } from '../../store/site.ts';
import { OUTCOMES } from './words.ts';

/** @param then reads the list again */
export function useCheck(then: () => void): (url?: string) => Promise<void> {
  const { check } = useDispatch(proofStore);
  const { refresh } = useDispatch(siteStore);
  const { createSuccessNotice } = useDispatch(notices);
  return async (url) => {
    const checks = await check(url);
    // After a refusal too: it may have been checked, and the answer was lost.
    then();
    if (checks === null) return;
    createSuccessNotice(said(checks), { type: 'snackbar' });
    refresh();
    const [only] = checks;
    if (url !== undefined && only !== undefined) goTo('proof', { check: String(only.id) });
  };
}

export function said(checks: readonly ProofCheck[]): string {
  const [first] = checks;
  if (first === undefined) {
    return __('Nothing was checked: nothing waits, or the host is busy.', 'ai-wp-dynamic-cache');
  }
  if (checks.length === 1) {
    /* translators: %s: what came of a check, such as "Same" */
    return sprintf(__('Checked: %s.', 'ai-wp-dynamic-cache'), OUTCOMES[first.outcome]());
  }
  const different = checks.filter(({ outcome }) => outcome === 'different').length;
  return sprintf(
    /* translators: 1: number of pages, 2: number of them that were different */
    _n(
      '%1$s page was checked, %2$s different.',
      '%1$s pages were checked, %2$s different.',
      checks.length,
      'ai-wp-dynamic-cache',
    ),
    count(checks.length),
    count(different),
  );
}
