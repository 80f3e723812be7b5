/** The connection to the Worker: how far it has come, how far the edge is behind, and what can be done about it. */
import type { SiteStatus } from '@dynamic-cache/contracts/plugin-api';
import { Notice, Spinner } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { siteStore } from '../../store/site.ts';
import { Actions } from './Actions.tsx';
import './edge.scss';
import { behind, clock, position, type Step, steps } from './sentences.ts';

type Edge = SiteStatus['edge'];

/** While the Worker checks the site, its answer is a matter of seconds. */
const ASK_AGAIN_MS = 2000;

export function Connection({ canDisconnect }: { canDisconnect: boolean }) {
  const { status, failure } = useSelect((select) => {
    const site = select(siteStore);
    return { status: site.getStatus(), failure: site.getFailure() };
  }, []);
  const { putAway } = useDispatch(siteStore);
  useProgress(status?.edge.state === 'verifying');
  if (status === null) return failure === null ? <Spinner /> : <Failed sentence={failure} />;
  const { edge } = status;
  return (
    <div className="dynamic-cache-edge">
      {failure !== null && <Failed sentence={failure} putAway={() => putAway()} />}
      <State edge={edge} />
      {edge.state !== 'off' && <Facts edge={edge} />}
      {edge.zone !== null && <Zone zone={edge.zone} />}
      <Actions edge={edge} canDisconnect={canDisconnect} />
    </div>
  );
}

function useProgress(isUnderWay: boolean): void {
  const { refresh } = useDispatch(siteStore);
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const timer = setInterval(() => refresh(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, refresh]);
}

function Failed({ sentence, putAway }: { sentence: string; putAway?: () => void }) {
  return (
    <Notice status="error" isDismissible={putAway !== undefined} onRemove={() => putAway?.()}>
      <p>{sentence}</p>
    </Notice>
  );
}

function State({ edge }: { edge: Edge }) {
  switch (edge.state) {
    case 'off':
      return (
        <p>
          {__(
            'No edge is connected. Enter the address of your Worker in the settings, switch on “Use the edge” and save: the site registers by itself.',
            'ai-wp-dynamic-cache',
          )}
        </p>
      );
    case 'active':
      return (
        <>
          <p
            role="status"
            className="dynamic-cache-edge__state"
            data-state={edge.error === null ? 'active' : 'troubled'}
          >
            {edge.error === null
              ? __('Connected', 'ai-wp-dynamic-cache')
              : __('Connected, but it cannot be reached as it should', 'ai-wp-dynamic-cache')}
          </p>
          {edge.error !== null && (
            <Notice status="warning" isDismissible={false}>
              <p>{edge.error}</p>
            </Notice>
          )}
        </>
      );
    case 'paused':
      return <Failed sentence={edge.error ?? ''} />;
    case 'verifying':
    case 'failed':
      return (
        <>
          <div role="status">
            <ol className="dynamic-cache-edge__steps">
              {steps(edge).map((step) => (
                <StepLine key={step.name} step={step} />
              ))}
            </ol>
          </div>
          {edge.error !== null && <Failed sentence={edge.error} />}
        </>
      );
  }
}

function StepLine({ step: { name, state } }: { step: Step }) {
  const words = {
    done: __('done', 'ai-wp-dynamic-cache'),
    now: __('now', 'ai-wp-dynamic-cache'),
    failed: __('failed', 'ai-wp-dynamic-cache'),
    open: __('to come', 'ai-wp-dynamic-cache'),
  };
  return (
    <li data-state={state}>
      {name} <span className="dynamic-cache-edge__word">({words[state]})</span>
    </li>
  );
}

function Facts({ edge }: { edge: Edge }) {
  const facts: [string, string][] = [
    [__('Worker', 'ai-wp-dynamic-cache'), edge.url],
    [__('Waiting', 'ai-wp-dynamic-cache'), behind(edge, Date.now() / 1000)],
    [__('The edge knows', 'ai-wp-dynamic-cache'), position(edge)],
    [__('Its clock', 'ai-wp-dynamic-cache'), clock(edge)],
    [__('Key', 'ai-wp-dynamic-cache'), edge.kid ?? '–'],
  ];
  return (
    <dl className="dynamic-cache-edge__facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Zone({ zone }: { zone: NonNullable<Edge['zone']> }) {
  return zone.error === null ? (
    <p>{__('Purges are told to Cloudflare’s own cache of the zone as well.', 'ai-wp-dynamic-cache')}</p>
  ) : (
    <Notice status="warning" isDismissible={false}>
      <p>{zone.error}</p>
    </Notice>
  );
}
