import type { StateType } from '../../asl';
import type { Tone } from '../marks/marks';

/** Colours of something that holds text. */
export interface BoxPaint {
  readonly fill: string;
  readonly stroke: string;
}

/** The colours of a picture on a light or a dark page. Every text has a contrast of 4.5:1 at least with each of the fills behind it. */
export interface Palette {
  readonly page: string;
  readonly text: string;
  /** Of details, notes and labels. */
  readonly muted: string;
  readonly line: string;
  readonly catchLine: string;
  /** Behind the states inside of Map and Parallel. */
  readonly inside: string;
  readonly border: string;
  readonly kinds: Readonly<Record<StateType, BoxPaint>>;
  readonly tones: Readonly<Record<Tone, BoxPaint>>;
}

const [BLUE, GREY, AMBER, VIOLET, GREEN, RED] = [
  { fill: '#e8f1fd', stroke: '#2563a8' },
  { fill: '#f1f3f5', stroke: '#5f6b76' },
  { fill: '#fff4d6', stroke: '#9a6700' },
  { fill: '#f0ebfd', stroke: '#6b46c1' },
  { fill: '#dff6e5', stroke: '#1a7f37' },
  { fill: '#ffe8e8', stroke: '#c4232f' },
] as const satisfies readonly BoxPaint[];

export const LIGHT: Palette = {
  page: '#ffffff',
  text: '#16202b',
  muted: '#46525f',
  line: '#66727e',
  catchLine: '#9a6700',
  inside: '#f7f9fb',
  border: '#aab4be',
  kinds: { Task: BLUE, Pass: GREY, Choice: AMBER, Wait: VIOLET, Succeed: GREEN, Fail: RED, Parallel: GREY, Map: BLUE },
  tones: {
    succeeded: GREEN,
    failed: RED,
    caught: AMBER,
    waiting: BLUE,
    aborted: GREY,
    unvisited: { fill: '#ffffff', stroke: '#b4bdc6' },
    covered: GREEN,
    missed: RED,
    added: GREEN,
    removed: RED,
    changed: AMBER,
  },
};

const [DARK_BLUE, DARK_GREY, DARK_AMBER, DARK_VIOLET, DARK_GREEN, DARK_RED] = [
  { fill: '#15283f', stroke: '#6aa5ec' },
  { fill: '#202a34', stroke: '#93a1af' },
  { fill: '#33290f', stroke: '#d9a93a' },
  { fill: '#281f45', stroke: '#a78bfa' },
  { fill: '#12301d', stroke: '#4cc46f' },
  { fill: '#3c171b', stroke: '#ff8087' },
] as const satisfies readonly BoxPaint[];

export const DARK: Palette = {
  page: '#0f1720',
  text: '#e8eef4',
  muted: '#b3bfcb',
  line: '#8b99a7',
  catchLine: '#d9a93a',
  inside: '#151f2a',
  border: '#4a5866',
  kinds: {
    Task: DARK_BLUE,
    Pass: DARK_GREY,
    Choice: DARK_AMBER,
    Wait: DARK_VIOLET,
    Succeed: DARK_GREEN,
    Fail: DARK_RED,
    Parallel: DARK_GREY,
    Map: DARK_BLUE,
  },
  tones: {
    succeeded: DARK_GREEN,
    failed: DARK_RED,
    caught: DARK_AMBER,
    waiting: DARK_BLUE,
    aborted: DARK_GREY,
    unvisited: { fill: '#0f1720', stroke: '#4a5866' },
    covered: DARK_GREEN,
    missed: DARK_RED,
    added: DARK_GREEN,
    removed: DARK_RED,
    changed: DARK_AMBER,
  },
};
