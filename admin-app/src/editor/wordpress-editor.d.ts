/** What the panel uses of the block editor, which WordPress brings as `wp.editor`. */
declare module '@wordpress/editor' {
  import type { ReduxStoreConfig, StoreDescriptor } from '@wordpress/data';
  import type { ComponentType, ReactNode } from 'react';

  type Selectors = {
    getCurrentPostId: (state: object) => number | string | null;
    /** As it was last saved. */
    getCurrentPostAttribute: (state: object, name: string) => unknown;
    isSavingPost: (state: object) => boolean;
    isAutosavingPost: (state: object) => boolean;
  };

  export const store: StoreDescriptor<ReduxStoreConfig<object, Record<string, never>, Selectors>>;
  export const PluginDocumentSettingPanel: ComponentType<{
    name: string;
    title: string;
    className?: string;
    children?: ReactNode;
  }>;
}
