import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { JsonObject, JsonValue } from '../../../src/asl';
import { compilePayloadTemplate, EvaluationError } from '../../../src/data';
import { scopeOf } from './scope-of';

const shared = resolve(process.env.DRYSTEP_SHARED ?? join(__dirname, '../../../../shared'));
const folder = join(shared, 'aws-recordings/executions/intrinsic_functions');

interface Recording {
  readonly id: string;
  readonly executionName: string;
  readonly definition: { readonly QueryLanguage?: string; readonly States: Readonly<Record<string, PassFields>> };
  readonly input: JsonValue;
  readonly expected: { readonly status: string; readonly output?: JsonValue; readonly cause?: string };
}

interface PassFields {
  readonly Type: string;
  readonly QueryLanguage?: string;
  readonly Parameters?: JsonValue;
  readonly ResultPath?: string;
}

function recordedCases(): readonly Recording[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recording)
    .filter(({ definition }) => {
      const states = Object.values(definition.States);
      const [state] = states;
      return (
        definition.QueryLanguage !== 'JSONata' &&
        states.length === 1 &&
        state.QueryLanguage !== 'JSONata' &&
        state.Type === 'Pass' &&
        state.Parameters !== undefined &&
        state.ResultPath === undefined
      );
    });
}

const cases = recordedCases();

if (cases.length === 0) {
  test.skip(`recorded intrinsic functions: no data at ${folder}`, () => undefined);
} else {
  test.each(cases.map((recording) => [recording.id, recording] as const))('gives what AWS gave: %s', (_, recording) => {
    const [state] = Object.values(recording.definition.States);
    const scope = scopeOf(recording.input, {
      context: {
        Execution: { Name: '<ExecArnPart_0idx>', Input: recording.input },
        StateMachine: { Id: 'arn:<partition>:states:<region>:111111111111:stateMachine:<ArnPart_0idx>', Name: '<ArnPart_0idx>' },
      },
    });

    const answer = evaluate(state.Parameters as JsonValue, scope);

    if (recording.expected.status !== 'SUCCEEDED') expect(answer.message).toBe(recording.expected.cause?.replace(/^.*?\)\. /, ''));
    else if (/uuid|random/i.test(recording.id))
      expect(Object.keys(answer.output as JsonObject)).toEqual(Object.keys(recording.expected.output as JsonObject));
    else expect(answer.output).toEqual(recording.expected.output);
  });
}

function evaluate(
  template: JsonValue,
  scope: Parameters<ReturnType<typeof compilePayloadTemplate>['evaluate']>[0],
): { output?: JsonValue; message?: string } {
  try {
    return { output: compilePayloadTemplate(template, 'Parameters').evaluate(scope) };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { message: error.message };
  }
}
