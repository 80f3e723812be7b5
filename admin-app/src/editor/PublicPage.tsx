/** The panel of a post that visitors can see. Loaded when the panel is opened for the first time. */
import { useDispatch, useSelect } from '@wordpress/data';
import { useCallback, useEffect, useRef } from '@wordpress/element';
import { store as notices } from '@wordpress/notices';
import { Asked } from '../components/Asked.tsx';
import { pageStore } from '../store/page.ts';
import { PageState } from './PageState.tsx';
import { purgeSentence, warmSentence } from './sentences.ts';
import { useAfterSave } from './use-edited-post.ts';

export default function PublicPage({ post }: { post: number }) {
  const { told, busy, failure } = useSelect((select) => {
    const page = select(pageStore);
    return { told: page.getTold(), busy: page.getBusy(), failure: page.getFailure() };
  }, []);
  const { look, purge, warm } = useDispatch(pageStore);
  const lookAgain = useCallback(() => {
    look(post);
  }, [look, post]);
  useEffect(lookAgain, [lookAgain]);
  useAfterSave(lookAgain);
  useAnnouncements();
  return (
    <Asked answer={{ value: told, failure }} retry={lookAgain}>
      {(found) => (
        <PageState told={found} busy={busy} onPurge={() => purge(post)} onWarm={() => warm(post)} />
      )}
    </Asked>
  );
}

/** Says at the edge of the window, and to screen readers, what came of an action. */
function useAnnouncements(): void {
  const done = useSelect((select) => select(pageStore).getDone(), []);
  const { createSuccessNotice, createWarningNotice } = useDispatch(notices);
  // What was said before the panel was opened again is not said twice.
  const announced = useRef(done);
  useEffect(() => {
    if (done === null || done === announced.current) return;
    announced.current = done;
    const options = { type: 'snackbar' };
    if (done.work === 'purge') {
      const say = done.purged?.edge_waits === true ? createWarningNotice : createSuccessNotice;
      say(purgeSentence(done.purged), options);
    } else if (done.warmed?.warm === true) {
      createSuccessNotice(warmSentence(done.warmed), options);
    } else {
      createWarningNotice(warmSentence(done.warmed), options);
    }
  }, [done, createSuccessNotice, createWarningNotice]);
}
