/** Keys of testers, as a table of routes: signed by the site that invites. */
import * as testers from '@dynamic-cache/contracts/testers';
import type { ApiRoute } from '../route.ts';
import { inviteTester } from './invite.ts';
import { listTesters } from './list.ts';
import { revokeTester } from './revoke.ts';

export const TESTER_ROUTES: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: '/api/plugin/testers',
    summary: 'Testers of the site, without their secrets',
    handler: listTesters,
    answer: testers.TestersListed,
  },
  {
    method: 'POST',
    path: '/api/plugin/testers',
    summary: 'A key for a tester of the site, told once',
    handler: inviteTester,
    body: testers.TesterInvite,
    answer: testers.TesterInvited,
    status: 201,
  },
  {
    method: 'POST',
    path: '/api/plugin/testers/revoke',
    summary: 'Ends the key of a tester',
    handler: revokeTester,
    body: testers.TesterRevoke,
    answer: testers.TesterRevoked,
  },
];
