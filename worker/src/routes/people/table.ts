/** What the sandbox knows of people, as a table of routes: signed by the site, for the privacy tools of WordPress. */
import * as people from '@dynamic-cache/contracts/sandbox-people';
import type { ApiRoute } from '../route.ts';
import { erasePerson } from './erase.ts';
import { personRecords } from './records.ts';

export const PEOPLE_ROUTES: readonly ApiRoute[] = [
  {
    method: 'POST',
    path: '/api/plugin/people/records',
    summary: 'What the sandbox of the site knows of one person',
    handler: personRecords,
    body: people.PersonQuery,
    answer: people.PersonRecords,
  },
  {
    method: 'POST',
    path: '/api/plugin/people/erase',
    summary: 'Takes the name of a person out of the sandbox of the site',
    handler: erasePerson,
    body: people.PersonErase,
    answer: people.PersonErased,
  },
];
