import type { JsonObject } from '../../asl';
import { type TestStateRequest, testState } from '../../interpreter';
import { awsValidationResponse, invalidDefinitionMessage, validate } from '../../validator';
import type { OperationHandler } from './operation';

export const ValidateStateMachineDefinition: OperationHandler = (_, { definition, type, severity, maxResults }) => {
  const result = validate(definition as string, {
    rules: 'aws',
    ...(type === undefined ? {} : { type: type as 'STANDARD' | 'EXPRESS' }),
    ...(severity === undefined ? {} : { severity: severity as 'ERROR' | 'WARNING' }),
    ...(maxResults === undefined ? {} : { maxResults: maxResults as number }),
  });
  return awsValidationResponse(result) as unknown as JsonObject;
};

/** The engine judges the request itself, and the validator the definition. A task without a mock is answered as one of an execution is, by rules and other machines. */
export const TestState: OperationHandler = async (service, request) => {
  const response = await testState(request as unknown as TestStateRequest, {
    tasks: (call) => service.answerTested(call),
    validate: (definition) => invalidDefinitionMessage(validate(definition, { rules: 'aws', severity: 'ERROR' })),
  });
  return response as unknown as JsonObject;
};
