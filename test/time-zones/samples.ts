import { execute } from 'drystep/interpreter';
import { testMachine } from 'drystep/testing';
import { validate } from 'drystep/validator';
import type { JsonObject } from '../../src/asl';

/**
 * What reads or writes a time, with what it must give in every zone: ISO 8601 texts without a zone are UTC, as everything in Step Functions is. The gap of
 * America/St_Johns, and the repeated hour, lie in 2024-03-10T02:00 to 03:00 and 2024-11-03T01:00 to 02:00.
 */
const jsonata = (expression: string) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Say',
  States: { Say: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } },
});
const evaluated = async (expression: string, startTime?: string) => {
  const { output, error, cause } = await execute(jsonata(expression), startTime === undefined ? {} : { startTime });
  return output ?? { error, cause };
};
const at = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0) =>
  Date.UTC(year, month - 1, day, hour, minute, second);
const startOf = async (startTime: string) => Number((await execute(jsonata('1'), { startTime })).history[0]?.timestamp);
const waitUntil = async (fields: object, input: JsonObject = {}) => {
  const { history } = await execute(
    { StartAt: 'W', States: { W: { Type: 'Wait', ...fields, End: true } } },
    { input, startTime: '2024-03-01' },
  );
  return Number(history.at(-1)?.timestamp);
};
const choice = async (rule: object, input: JsonObject) => {
  const { output } = await execute(
    {
      StartAt: 'C',
      States: {
        C: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
        Yes: { Type: 'Pass', Result: true, End: true },
        No: { Type: 'Pass', Result: false, End: true },
      },
    },
    { input },
  );
  return output ?? null;
};

/** A sample: what it is, what it gives, what it must give. */
export type Sample = readonly [title: string, run: () => unknown, wanted: unknown];

export const SAMPLES: readonly Sample[] = [
  ['$toMillis of a text without a zone', () => evaluated("$toMillis('2024-02-03T10:00:00')"), at(2024, 2, 3, 10)],
  ['$toMillis in the gap of summer time', () => evaluated("$toMillis('2024-03-10T02:30:00')"), at(2024, 3, 10, 2, 30)],
  ['$toMillis in the hour that comes twice', () => evaluated("$toMillis('2024-11-03T01:30:00.250')"), at(2024, 11, 3, 1, 30) + 250],
  ['$toMillis of a date', () => evaluated("$toMillis('2024-02-03')"), at(2024, 2, 3)],
  ['$toMillis of a year', () => evaluated("$toMillis('2024')"), at(2024, 1, 1)],
  ['$toMillis with an offset', () => evaluated("$toMillis('2024-02-03T10:00:00+05:45')"), at(2024, 2, 3, 4, 15)],
  ['$toMillis with an offset without a colon', () => evaluated("$toMillis('2024-02-03T10:00:00-0330')"), at(2024, 2, 3, 13, 30)],
  ['$toMillis with a picture', () => evaluated("$toMillis('3/10/2024 02:30', '[M]/[D]/[Y] [H]:[m]')"), at(2024, 3, 10, 2, 30)],
  [
    '$toMillis that fills a date in from now',
    () => evaluated("$toMillis('23:30', '[H]:[m]')", '2024-03-09T23:45:00'),
    at(2024, 3, 9, 23, 30),
  ],
  ['$fromMillis', () => evaluated(`$fromMillis(${at(2024, 3, 10, 2, 30)})`), '2024-03-10T02:30:00.000Z'],
  [
    '$fromMillis with a picture',
    () => evaluated(`$fromMillis(${at(2024, 3, 10, 2, 30)}, '[Y]-[M01]-[D01] [H01]:[m01] [z] week [W] of [F]')`),
    '2024-03-10 02:30 GMT+00:00 week 10 of sunday',
  ],
  ['$fromMillis with a zone', () => evaluated(`$fromMillis(${at(2024, 3, 10)}, '[H01]:[m01][Z]', '+0545')`), '05:45+05:45'],
  ['$now', () => evaluated('$now()', '2024-03-10T02:30:00'), '2024-03-10T02:30:00.000Z'],
  ['$millis', () => evaluated('$millis()', '2024-03-10T02:30:00Z'), at(2024, 3, 10, 2, 30)],
  ['the context object', () => evaluated('$states.context.Execution.StartTime', '2024-03-10T02:30:00'), '2024-03-10T02:30:00.000Z'],
  ['startTime without a zone', () => startOf('2024-03-30T23:30:00'), at(2024, 3, 30, 23, 30)],
  ['startTime in the gap', () => startOf('2024-03-10T02:30'), at(2024, 3, 10, 2, 30)],
  ['startTime with a blank', () => startOf('2024-03-30 23:30:00'), at(2024, 3, 30, 23, 30)],
  ['startTime in words', () => startOf('March 30, 2024 23:30'), at(2024, 3, 30, 23, 30)],
  ['startTime with an offset', () => startOf('2024-03-30T23:30:00+05:45'), at(2024, 3, 30, 17, 45)],
  ['startTime as HTTP writes it', () => startOf('Sat, 30 Mar 2024 23:30:00 GMT'), at(2024, 3, 30, 23, 30)],
  ['startTime as a date', () => startOf('2024-03-30'), at(2024, 3, 30)],
  ['Wait with a Timestamp', () => waitUntil({ Timestamp: '2024-03-10T02:30:00Z' }), at(2024, 3, 10, 2, 30)],
  ['Wait with a TimestampPath', () => waitUntil({ TimestampPath: '$.at' }, { at: '2024-03-10T02:30:00-03:30' }), at(2024, 3, 10, 6)],
  ['Wait over the change of summer time', () => waitUntil({ Seconds: 30 * 24 * 3600 }), at(2024, 3, 31)],
  [
    'a comparison of timestamps',
    () => choice({ Variable: '$.at', TimestampLessThan: '2024-03-10T02:30:00.5Z' }, { at: '2024-03-10T02:30:00Z' }),
    true,
  ],
  ['IsTimestamp of a text without a zone', () => choice({ Variable: '$.at', IsTimestamp: true }, { at: '2024-03-10T02:30:00' }), false],
  [
    'the table of steps',
    async () => {
      const execution = await testMachine(jsonata("$fromMillis($millis(), '[H01]')"), 'Zones').execute(
        {},
        { startTime: '2024-03-10T02:30' },
      );
      return /output "(\d\d)"/.exec(String(execution))?.[1];
    },
    '02',
  ],
  ['a diagnosis', () => validate(jsonata("$toMillis('2024-03-10T02:30:00')")).diagnostics.length, 0],
];
