/** Keeps a screen that cannot be loaded or drawn from taking the others with it. */
import { Button, Notice } from '@wordpress/components';
import { Component } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';

export class Boundary extends Component<{ children: ReactNode }, { failure: string | null }> {
  override state = { failure: null };

  static getDerivedStateFromError(thrown: unknown) {
    return { failure: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override render() {
    if (this.state.failure === null) return this.props.children;
    return (
      <Notice status="error" isDismissible={false}>
        <p>
          {__('This screen could not be shown. Nothing was changed.', 'ai-wp-dynamic-cache')}{' '}
          <code>{this.state.failure}</code>
        </p>
        <Button variant="secondary" onClick={() => window.location.reload()}>
          {__('Load the page again', 'ai-wp-dynamic-cache')}
        </Button>
      </Notice>
    );
  }
}
