import * as drystep from 'drystep';
import { flows } from './acceptances/flows';
import { habits } from './acceptances/habits';
import { handlers } from './acceptances/handlers';
import { services as acceptedServices } from './acceptances/services';
import { branches } from './refusals/branches';
import { cases } from './refusals/cases';
import { chains } from './refusals/chains';
import { collections } from './refusals/collections';
import { decisions } from './refusals/decisions';
import { failures } from './refusals/failures';
import { patterns } from './refusals/patterns';
import { payloads } from './refusals/payloads';
import { placements } from './refusals/placements';
import { services } from './refusals/services';

const accepted = [...flows, ...habits, ...handlers, ...acceptedServices].map(([, snippet]) => snippet).join('\n');
const refusals = [payloads, placements, chains, branches, cases, collections, decisions, failures, services, patterns].flat();
const refused = refusals.map(([, snippet]) => snippet).join('\n');

const builders = [
  ...Object.keys(drystep.steps()),
  'workflow',
  'steps',
  'handler',
  'fromState',
  'backTo',
  'Workflow',
  'typed',
  'retry',
  'itemsIn',
];
const uses = (text: string, builder: string) => new RegExp(`\\b${builder}[.(<]`).test(text);

test.each(builders)('%s has a snippet that compiles and one that does not', (builder) => {
  expect([uses(accepted, builder), uses(refused, builder)]).toEqual([true, true]);
});

test('at least 60 snippets do not compile, each for one reason and with one message', () => {
  expect(refusals.length).toBeGreaterThanOrEqual(60);
  expect(new Set(refusals.map(([title]) => title)).size).toBe(refusals.length);
});
