import { copies } from './acceptances/copies';
import { earlyEnds } from './acceptances/early-ends';
import { flows } from './acceptances/flows';
import { genericPatterns } from './acceptances/generic-patterns';
import { generics } from './acceptances/generics';
import { habits } from './acceptances/habits';
import { handlers } from './acceptances/handlers';
import { services } from './acceptances/services';

const snippets = [...copies, ...earlyEnds, ...flows, ...genericPatterns, ...generics, ...habits, ...handlers, ...services];

/** The programs that compile, by their titles: all that they declare is exported, so that declarations can be written for them too. */
export const acceptedPrograms: readonly (readonly [title: string, program: string])[] = snippets.map(([title, snippet]) => [
  title,
  snippet.replace(/^(const|function|class)\b/gm, 'export $1'),
]);
