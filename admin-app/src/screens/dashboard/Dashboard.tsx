/** Is it working, what needs me, what do I do. */
import { Button, Card, CardBody, CardHeader, Flex, Notice, Spinner } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { siteStore } from '../../store/site.ts';
import { EdgeLine } from './EdgeLine.tsx';
import { stateSentence } from './sentences.ts';

export default function Dashboard() {
  const { status, busy, failure, done } = useSelect((select) => {
    const site = select(siteStore);
    return {
      status: site.getStatus(),
      busy: site.getBusy(),
      failure: site.getFailure(),
      done: site.getDone(),
    };
  }, []);
  const { switchCache, purgeEverything } = useDispatch(siteStore);

  if (status === null) return failure === null ? <Spinner /> : <Failure message={failure} />;
  return (
    <>
      {failure !== null && <Failure message={failure} />}
      {done === 'purge' && (
        <Notice status="success" isDismissible={false}>
          {__(
            'Every stored page is out of use. Pages are stored again as visitors ask for them.',
            'ai-wp-dynamic-cache',
          )}
        </Notice>
      )}
      {status.problems.map(({ code, message, fix }) => (
        <Notice key={code} status="warning" isDismissible={false}>
          <strong>{message}</strong> {fix}
        </Notice>
      ))}
      <Card>
        <CardHeader>
          <h2>{stateSentence(status)}</h2>
        </CardHeader>
        <CardBody>
          <EdgeLine status={status} />
          <Flex justify="flex-start">
            <Button
              __next40pxDefaultSize
              variant={status.enabled ? 'secondary' : 'primary'}
              isBusy={busy === 'switch'}
              disabled={busy !== null}
              onClick={() => switchCache(!status.enabled)}
            >
              {status.enabled ? __('Turn off', 'ai-wp-dynamic-cache') : __('Turn on', 'ai-wp-dynamic-cache')}
            </Button>
            <Button
              __next40pxDefaultSize
              variant="secondary"
              isBusy={busy === 'purge'}
              disabled={busy !== null || !status.enabled}
              onClick={() => purgeEverything()}
            >
              {__('Purge everything', 'ai-wp-dynamic-cache')}
            </Button>
          </Flex>
        </CardBody>
      </Card>
    </>
  );
}

function Failure({ message }: { message: string }) {
  return (
    <Notice status="error" isDismissible={false}>
      {message}
    </Notice>
  );
}
