import { describe, expect, it } from 'vitest';
import { nextSteps } from '../../deploy/next-steps.ts';

describe('after a deployment', () => {
  it('names both lines that wp-config.php needs, and whose value each has', () => {
    const text = nextSteps('/somewhere/edge.secrets.env').join('\n');
    expect(text).toContain('/somewhere/edge.secrets.env');
    expect(text).toContain(
      "define( 'DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET', '…the value of EDGE_BOOTSTRAP_SECRET…' );",
    );
    expect(text).toContain(
      "define( 'DYNAMIC_CACHE_SANDBOX_TOKEN', '…the value of CAP_TOKEN_SANDBOX_WRITE…' );",
    );
  });

  it('says nothing of secrets where none was made', () => {
    expect(nextSteps(null)).toEqual([
      'Then, in wp-admin: Dynamic Cache → Settings → Edge, the address above, Connect.',
    ]);
  });
});
