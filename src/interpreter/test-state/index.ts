export type { DefinitionCheck } from './find-state';
export type { ErrorDetails, InspectionData, TestStateConfiguration, TestStateMock, TestStateRequest, TestStateResponse } from './request';
export { testState, type TestStateOptions } from './test-state';
