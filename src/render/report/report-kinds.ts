import { kinds, type OptionKind, type OptionTable, optionMistake } from '../../asl';
import { EXECUTION, POINT } from '../marks/parameters';
import {
  REPORT_FORMAT,
  REPORT_VERSION,
  type ReportAttempt,
  type ReportData,
  type ReportEvent,
  type ReportMachine,
  type ReportOrigin,
  type ReportRun,
  type ReportStep,
  type ReportTest,
} from './report-data';

/** A table's object of which some members must be there. */
function wholeObject<Options>(table: OptionTable<Options>, ...needed: readonly (keyof Options & string)[]): OptionKind {
  return {
    ...kinds.anObject,
    inside: (value: object, path) => {
      const mistake = optionMistake(value, table, path);
      const absent = needed.find((name) => (value as Readonly<Record<string, unknown>>)[name] === undefined);
      return mistake ?? (absent === undefined ? undefined : { message: `expected ${absent} in ${path}, received none.`, hint: undefined });
    },
  };
}

const count = kinds.wholeNumber(0);
const moment: OptionKind = {
  expected: 'milliseconds since the epoch',
  accepts: (value) => typeof value === 'number' && Number.isFinite(value),
};
const identifier: OptionKind = {
  expected: 'letters, digits, ".", "-" and "_"',
  accepts: (value) => typeof value === 'string' && /^[\w.-]+$/.test(value),
};

const ORIGIN: OptionTable<ReportOrigin> = { path: kinds.text, place: kinds.text };

const MACHINE: OptionTable<ReportMachine> = {
  name: kinds.text,
  definition: kinds.either('ASL as object or text, or a machine of testMachine()', kinds.text, kinds.anObject),
  type: kinds.text,
  origin: kinds.nested<ReportOrigin>(ORIGIN),
  stateOrigins: kinds.recordOf(kinds.nested<ReportOrigin>(ORIGIN)),
  coverage: kinds.listOf(POINT),
};

const TEST: OptionTable<ReportTest> = {
  name: kinds.text,
  file: kinds.text,
  status: kinds.oneOf('passed', 'failed', 'skipped', 'unknown'),
  message: kinds.text,
};

const ATTEMPT: OptionTable<ReportAttempt> = {
  startedAt: moment,
  endedAt: moment,
  arguments: kinds.text,
  result: kinds.text,
  error: kinds.text,
  cause: kinds.text,
};

const STEP: OptionTable<ReportStep> = {
  number: kinds.wholeNumber(1),
  state: kinds.text,
  kind: kinds.text,
  within: wholeObject<NonNullable<ReportStep['within']>>({ step: kinds.wholeNumber(1), index: count }, 'step', 'index'),
  status: kinds.oneOf('SUCCEEDED', 'CAUGHT', 'FAILED', 'ABORTED', 'WAITING'),
  enteredAt: moment,
  exitedAt: moment,
  input: kinds.text,
  output: kinds.text,
  variables: kinds.text,
  assigned: kinds.text,
  attempts: kinds.listOf(wholeObject(ATTEMPT, 'startedAt')),
  error: kinds.text,
  cause: kinds.text,
  caughtBy: kinds.text,
  next: kinds.text,
  started: kinds.listOf(identifier),
};

const EVENT: OptionTable<ReportEvent> = {
  id: count,
  previous: count,
  type: kinds.text,
  at: moment,
  step: count,
  child: wholeObject<NonNullable<ReportEvent['child']>>({ step: kinds.wholeNumber(1), index: count }, 'step', 'index'),
  details: kinds.text,
};

const RUN: OptionTable<ReportRun> = {
  id: identifier,
  machine: count,
  title: kinds.text,
  test: wholeObject(TEST, 'name', 'status'),
  status: kinds.text,
  input: kinds.text,
  output: kinds.text,
  error: kinds.text,
  cause: kinds.text,
  startedAt: moment,
  endedAt: moment,
  startedBy: wholeObject<NonNullable<ReportRun['startedBy']>>({ run: identifier, step: kinds.wholeNumber(1) }, 'run'),
  steps: kinds.listOf(wholeObject(STEP, 'number', 'state', 'kind', 'status', 'enteredAt')),
  events: kinds.listOf(wholeObject(EVENT, 'id', 'previous', 'type', 'at', 'step')),
  overlay: wholeObject(EXECUTION, 'kind', 'states'),
  asTest: kinds.text,
  note: kinds.text,
};

const REPORT: OptionTable<ReportData> = {
  format: kinds.oneOf(REPORT_FORMAT),
  version: {
    expected: `${REPORT_VERSION}, the version of the format that this drystep writes`,
    accepts: (value) => value === REPORT_VERSION,
  },
  title: kinds.text,
  createdAt: kinds.text,
  machines: kinds.listOf(wholeObject(MACHINE, 'name', 'definition')),
  runs: kinds.listOf(wholeObject(RUN, 'id', 'machine', 'status', 'startedAt', 'steps')),
};

/** What `toReport` takes. */
export const REPORT_DATA: OptionKind = {
  ...wholeObject(REPORT, 'format', 'version', 'machines', 'runs'),
  expected: 'the data of a report',
};
