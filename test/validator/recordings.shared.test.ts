import { basename } from 'node:path';
import type { JsonObject, JsonValue } from '../../src/asl';
import { awsValidationResponse, invalidDefinitionMessage, validate, variableReferences, type WorkflowType } from '../../src/validator';
import { describeShared, sharedCases } from '../shared-data';

/** The recorder puts placeholders for parts of ARNs. */
function unplaced(text: string): string {
  return text.replaceAll('<partition>', 'aws').replaceAll('<region>', 'us-east-1');
}

function answer({ definition, ...content }: JsonObject & { readonly definition?: JsonValue }): unknown {
  const type = (content['request'] as { readonly type?: WorkflowType } | undefined)?.type ?? 'STANDARD';
  const text = (definition ?? content['definitionText']) as string;
  if (content['kind'] === 'variableReferences') return variableReferences(text);
  const validation = validate(text, { type, rules: 'aws' });
  return content['operation'] === 'validate_state_machine_definition'
    ? awsValidationResponse(validation)
    : invalidDefinitionMessage(validation);
}

function recorded(expected: {
  readonly error?: { readonly message: string };
  readonly response?: unknown;
  readonly variableReferences?: Record<string, string[]>;
}): unknown {
  if (expected.variableReferences) return expected.variableReferences;
  return expected.response ?? (expected.error && unplaced(expected.error.message));
}

describeShared('recorded validations', 'aws-recordings/validation', (folder) => {
  test('rules "aws": give the verdict, codes and words of the service', () => {
    const cases = sharedCases(folder).filter(({ content }) => content['kind'] === 'definition' || content['kind'] === 'variableReferences');

    const answers = cases.map(({ file, content }) => [basename(file), answer(content)]);

    expect(answers).toEqual(cases.map(({ file, content }) => [basename(file), recorded(content['expected'] as never)]));
    expect(cases.length).toBeGreaterThan(0);
  });
});
