export type { DefinitionCheck } from './find-state';
export { answerProblem, type FieldValidationMode } from './mocks/answer-problem';
export type { ErrorDetails, InspectionData, TestStateConfiguration, TestStateMock, TestStateRequest, TestStateResponse } from './request';
export { type TestStateOptions, testState } from './test-state';
