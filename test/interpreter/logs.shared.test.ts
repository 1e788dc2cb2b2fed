import { execute, type LogLevel, logEvents } from 'drystep/interpreter';
import type { JsonObject, JsonValue } from '../../src/asl';
import { describeShared, sharedContents } from '../shared-data';

interface Logged {
  readonly id: string;
  readonly definition: JsonObject;
  readonly input: JsonValue;
  readonly logs?: readonly Record<string, unknown>[];
}

describeShared('recorded log records', 'aws-recordings/executions/logs', (folder) => {
  const logged = sharedContents<Logged>(folder).flatMap(({ id, definition, input, logs }) => {
    const setting = /(ALL|ERROR|FATAL|OFF)_(True|False)$/.exec(id);
    return setting === null || logs === undefined
      ? []
      : [[id, { definition, input, logs }, setting[1] as LogLevel, setting[2] === 'True'] as const];
  });

  test.each(logged)(
    'Logs: %s sends the records that the service sent',
    async (_id, { definition, input, logs }, level, includeExecutionData) => {
      const { history } = await execute(definition, { input });

      const records = logEvents(history, { level, includeExecutionData, executionArn: 'arn' });

      const shape = ({ id, type, previous_event_id, details, redrive_count }: Record<string, unknown>) => ({
        id,
        type,
        previous_event_id,
        redrive_count,
        details: Object.keys(details as object).sort(),
      });
      expect(records.map((record) => shape({ ...record }))).toEqual(logs.map(shape));
    },
  );
});
