/** The edge: is it connected, what does it do, what has it not been told yet. */
import { Card, CardBody, CardHeader } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { Connection } from '../../components/edge/Connection.tsx';
import './edge-screen.scss';
import { Figures } from './Figures.tsx';
import { Outbox } from './Outbox.tsx';
import { Rollout } from './Rollout.tsx';

export default function Edge() {
  return (
    <div className="dynamic-cache-edge-screen">
      <Card>
        <CardHeader>
          <h2>{__('Connection', 'ai-wp-dynamic-cache')}</h2>
        </CardHeader>
        <CardBody>
          <Connection canDisconnect />
        </CardBody>
      </Card>
      <Figures />
      <Rollout />
      <Outbox />
    </div>
  );
}
