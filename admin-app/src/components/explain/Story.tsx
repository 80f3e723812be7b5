/** From the request to the answer: every step, the one that decided, and what the stored page hangs on. */
import type { ExplainAnswer, ExplainStep } from '@dynamic-cache/contracts/page-actions';
import { __, _n, sprintf } from '@wordpress/i18n';
import { count, moment } from '../format.ts';
import { Copies } from './Copies.tsx';
import { Dependencies } from './Dependencies.tsx';
import './explain.scss';

export function Story({ told }: { told: ExplainAnswer }) {
  return (
    <div className="dynamic-cache-story">
      <p className="dynamic-cache-story__lead">{decision(told)}</p>
      <p className="dynamic-cache-story__address">
        <a href={told.url} dir="ltr" target="_blank" rel="noreferrer">
          {told.url}
        </a>{' '}
        <code dir="ltr">{`${told.outcome}; reason=${told.reason}`}</code>
      </p>
      <h2>{__('From the request to the answer', 'ai-wp-dynamic-cache')}</h2>
      <Steps steps={told.steps} />
      <Copies told={told} />
      <h2>{__('What the stored page depends on', 'ai-wp-dynamic-cache')}</h2>
      {told.page === null ? (
        <p>{__('No page is stored.', 'ai-wp-dynamic-cache')}</p>
      ) : (
        <Dependencies tags={told.page.tags} />
      )}
      <Purges told={told} />
    </div>
  );
}

/** What the request itself could have been stopped by is folded away, where nothing of it did. */
function Steps({ steps }: { steps: readonly ExplainStep[] }) {
  const key = steps.findIndex(({ step }) => step === 'key');
  const passed = key > 0 ? steps.slice(0, key) : [];
  return (
    <>
      {passed.length > 0 && (
        <details className="dynamic-cache-story__passed">
          <summary>
            {/* translators: %s: number of rules */}
            {sprintf(
              _n(
                '%s rule about the request lets it pass',
                '%s rules about the request let it pass',
                passed.length,
                'ai-wp-dynamic-cache',
              ),
              count(passed.length),
            )}
          </summary>
          <List steps={passed} />
        </details>
      )}
      <List steps={steps.slice(passed.length)} />
    </>
  );
}

function List({ steps }: { steps: readonly ExplainStep[] }) {
  return (
    <ol className="dynamic-cache-steps">
      {steps.map((step) => (
        <Step key={step.step} step={step} />
      ))}
    </ol>
  );
}

/** The step that decided, in words. */
export function decision({ steps, outcome, reason }: ExplainAnswer): string {
  return steps.find(({ decisive }) => decisive)?.said ?? `${outcome}; reason=${reason}`;
}

function Step({ step: { said, decisive, setting } }: { step: ExplainStep }) {
  return (
    <li className={decisive ? 'is-decisive' : ''} aria-current={decisive ? 'step' : undefined}>
      {decisive && (
        <strong className="dynamic-cache-steps__mark">{__('Decided here:', 'ai-wp-dynamic-cache')} </strong>
      )}
      {said}{' '}
      {setting !== null && (
        <a href={settingAddress(setting)}>{__('Change this setting', 'ai-wp-dynamic-cache')}</a>
      )}
    </li>
  );
}

/** Where a setting is changed, from any page of wp-admin. */
export function settingAddress(path: string): string {
  return `admin.php?page=ai-wp-dynamic-cache&screen=settings&setting=${encodeURIComponent(path)}`;
}

function Purges({ told: { purges } }: { told: ExplainAnswer }) {
  if (purges.length === 0) return null;
  return (
    <>
      <h2>{__('What last put it out of use', 'ai-wp-dynamic-cache')}</h2>
      <ul className="dynamic-cache-story__purges">
        {purges.map(({ id, at, sentence, tags }) => (
          <li key={id}>
            {/* translators: 1: what happened, 2: date and time */}
            {sprintf(__('%1$s (%2$s)', 'ai-wp-dynamic-cache'), sentence, moment(at))}{' '}
            {tags.slice(0, 3).map((tag) => (
              <code key={tag} dir="ltr">
                {tag}
              </code>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
