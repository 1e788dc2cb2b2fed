import type { AnyStateNode, JsonValue, StateNode, StateType } from '../../asl';
import type { Visit } from '../engine/visit';
import type { TaskCall } from '../tasks/task-call';
import type { HttpRequestData, HttpResponseData } from './http-exchange';
import type { Mock } from './mocks/read-mock';
import type { InspectionData, TestStateConfiguration } from './request';

/** Fields of the inspection that hold JSON text. */
export type InspectedValue = Exclude<keyof InspectionData, InspectedNumber | 'errorDetails' | 'request' | 'response'>;

/** Fields of the inspection that hold a number. */
export type InspectedNumber = 'maxConcurrency' | 'toleratedFailureCount' | 'toleratedFailurePercentage';

/** One test while it runs. */
export interface StateTest {
  readonly node: AnyStateNode;
  readonly visit: Visit;
  readonly mock: Mock | undefined;
  readonly configuration: TestStateConfiguration;
  /** Keeps what a step of the processing came to. */
  inspect(field: InspectedValue, value: JsonValue): void;
  /** Keeps what an HTTP Task sent or got. */
  inspectHttp(field: 'request' | 'response', value: HttpRequestData | HttpResponseData): void;
  inspectNumber(field: InspectedNumber, value: number | undefined): void;
  /** Is told of the call that a Task makes. */
  onCall: ((call: TaskCall) => void) | undefined;
  /** Number of a state that the tested one may go to. */
  indexOf(name: string): number;
}

/** The test of a state of that kind. */
export interface StateTestOf<Kind extends StateType> extends StateTest {
  readonly node: { [Each in StateType]: StateNode<Each> }[Kind];
}

/** How the states of a kind are tested: leaves the output in the branch, or throws the Failure or EvaluationError it came to. */
export interface KindTest<Kind extends StateType> {
  /** `never`: a mock is refused; `needed`: without one the state is refused. */
  readonly mock: 'never' | 'possible' | 'needed';
  run(test: StateTestOf<Kind>): Promise<void>;
}

/** The registry's type: a forgotten kind does not compile. */
export type KindTests = { readonly [Kind in StateType]: KindTest<Kind> };
