/** Three short steps on one page; each can be left out, and found again here. */
import type { TestSubject } from '@dynamic-cache/contracts/findings';
import { Button, Card, CardBody, CardHeader, Flex, Notice, Spinner } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { FindingList } from '../../components/FindingList.tsx';
import { goTo } from '../../navigation.ts';
import { connectionTestStore } from '../../store/connection-tests.ts';
import { TurnOn } from './TurnOn.tsx';
import './first-run.scss';

export default function FirstRun() {
  return (
    <div className="dynamic-cache-first-run">
      <p>
        {__(
          'Nothing is changed on this site before you press the button of the third step.',
          'ai-wp-dynamic-cache',
        )}
      </p>
      <Step number={1} title={__('Look at this host', 'ai-wp-dynamic-cache')}>
        <Look
          what="host"
          explain={__(
            'What is there, and what it means: PHP, folders, the way to itself, other cache plugins. Takes a few seconds.',
            'ai-wp-dynamic-cache',
          )}
          button={__('Look', 'ai-wp-dynamic-cache')}
        />
      </Step>
      <Step number={2} title={__('Check your pages', 'ai-wp-dynamic-cache')}>
        <Look
          what="pages"
          explain={__(
            'Your own most important pages are rendered twice, as a stranger sees them, and compared: same page, no cookie, nothing private. Takes up to half a minute.',
            'ai-wp-dynamic-cache',
          )}
          button={__('Check', 'ai-wp-dynamic-cache')}
        />
      </Step>
      <Step number={3} title={__('Turn on', 'ai-wp-dynamic-cache')}>
        <TurnOn />
      </Step>
      <p>
        <Button variant="link" onClick={() => goTo('dashboard')}>
          {__('Leave these steps; they stay here for later', 'ai-wp-dynamic-cache')}
        </Button>
      </p>
    </div>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <h2>
          {/* translators: 1: number of a step, 2: what is done in it */}
          {sprintf(__('%1$d. %2$s', 'ai-wp-dynamic-cache'), number, title)}
        </h2>
      </CardHeader>
      <CardBody>{children}</CardBody>
    </Card>
  );
}

function Look({ what, explain, button }: { what: TestSubject; explain: string; button: string }) {
  const test = useSelect((select) => select(connectionTestStore).getTest(what), [what]);
  const { run } = useDispatch(connectionTestStore);
  const isRunning = test?.isRunning === true;
  return (
    <>
      <p>{explain}</p>
      <Flex justify="flex-start">
        <Button
          __next40pxDefaultSize
          variant="secondary"
          isBusy={isRunning}
          disabled={isRunning}
          accessibleWhenDisabled
          onClick={() => run(what, {})}
        >
          {test === null ? button : __('Once more', 'ai-wp-dynamic-cache')}
        </Button>
        {isRunning && <Spinner />}
      </Flex>
      <div aria-live="polite">
        {test !== null && test.failure !== null && (
          <Notice status="error" isDismissible={false}>
            {test.failure}
          </Notice>
        )}
        {test !== null && test.value !== null && (
          <>
            <p>
              <strong>
                {test.value.passed
                  ? __('Nothing stands in the way.', 'ai-wp-dynamic-cache')
                  : __('Something has to be put right first.', 'ai-wp-dynamic-cache')}
              </strong>
            </p>
            <FindingList findings={test.value.findings} />
          </>
        )}
      </div>
    </>
  );
}
