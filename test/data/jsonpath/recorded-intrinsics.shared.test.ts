import type { JsonObject, JsonValue } from '../../../src/asl';
import { compilePayloadTemplate, EvaluationError } from '../../../src/data';
import { describeShared, sharedContents } from '../../shared-data';
import { scopeOf } from './scope-of';

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

describeShared('recorded intrinsic functions', 'aws-recordings/executions/intrinsic_functions', (folder) => {
  const cases = sharedContents<Recording>(folder).filter(isOnePassState);

  test.each(cases.map((recording) => [recording.id, recording] as const))('gives what AWS gave: %s', (_, recording) => {
    const [state] = Object.values(recording.definition.States);
    const scope = scopeOf(recording.input, {
      context: {
        Execution: { Name: '<ExecArnPart_0idx>', Input: recording.input },
        StateMachine: { Id: 'arn:<partition>:states:<region>:111111111111:stateMachine:<ArnPart_0idx>', Name: '<ArnPart_0idx>' },
      },
    });

    const answer = evaluate(state!.Parameters as JsonValue, scope);

    if (recording.expected.status !== 'SUCCEEDED') expect(answer.message).toBe(recording.expected.cause?.replace(/^.*?\)\. /, ''));
    else if (/uuid|random/i.test(recording.id))
      expect(Object.keys(answer.output as JsonObject)).toEqual(Object.keys(recording.expected.output as JsonObject));
    else expect(answer.output).toEqual(recording.expected.output);
  });
});

function isOnePassState({ definition }: Recording): boolean {
  const states = Object.values(definition.States);
  const [state] = states;
  return (
    definition.QueryLanguage !== 'JSONata' &&
    states.length === 1 &&
    state!.QueryLanguage !== 'JSONata' &&
    state!.Type === 'Pass' &&
    state!.Parameters !== undefined &&
    state!.ResultPath === undefined
  );
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
