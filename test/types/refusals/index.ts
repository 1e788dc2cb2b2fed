import { branches } from './branches';
import { cases } from './cases';
import { chains } from './chains';
import { collections } from './collections';
import { decisions } from './decisions';
import { failures } from './failures';
import { firstHour } from './first-hour';
import { generics } from './generics';
import { patterns } from './patterns';
import { payloads } from './payloads';
import { placements } from './placements';
import type { Refusal } from './refusal';
import { services } from './services';

/** All programs that must not compile. */
export const refusals: readonly Refusal[] = [
  ...payloads,
  ...placements,
  ...chains,
  ...branches,
  ...cases,
  ...collections,
  ...decisions,
  ...failures,
  ...firstHour,
  ...generics,
  ...services,
  ...patterns,
];
