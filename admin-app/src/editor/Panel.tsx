/** The panel in the sidebar of the block editor: what visitors get for this post, and the ways to change that. */
import { Spinner } from '@wordpress/components';
import { PluginDocumentSettingPanel } from '@wordpress/editor';
import { lazy, Suspense } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Boundary } from '../components/Boundary.tsx';
import { notPublic } from './sentences.ts';
import { useEditedPost } from './use-edited-post.ts';

const PublicPage = lazy(() => import('./PublicPage.tsx'));

export function Panel() {
  const { id, status } = useEditedPost();
  const sentence = id === null ? notPublic('new') : notPublic(status);
  return (
    <PluginDocumentSettingPanel
      name="dynamic-cache"
      title={__('Dynamic Cache', 'ai-wp-dynamic-cache')}
      className="dynamic-cache-panel"
    >
      {id === null || sentence !== null ? (
        <p>{sentence}</p>
      ) : (
        <Boundary key={id}>
          <Suspense fallback={<Spinner />}>
            <PublicPage post={id} />
          </Suspense>
        </Boundary>
      )}
    </PluginDocumentSettingPanel>
  );
}
