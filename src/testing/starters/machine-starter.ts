import type { JsonValue } from '../../asl';
import type { TestExecution } from '../execution/test-execution';
import type { DataSchema } from '../schema/data-schema';

/** A request that API Gateway hands to a machine, as far as its mapping template looks at it. */
export interface ApiRequest {
  /** As JSON; a text is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly queryString?: Readonly<Record<string, string>>;
  readonly path?: Readonly<Record<string, string>>;
  readonly stageVariables?: Readonly<Record<string, string>>;
  /** `$context`: `{ httpMethod, identity: { … }, … }`. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** What starts a machine from outside: a rule or schedule of EventBridge, or a method of API Gateway. */
export interface MachineStarter {
  readonly kind: 'rule' | 'schedule' | 'api';
  /** Path of its construct, or its logical id. */
  readonly name: string;
  /** Name of the machine that it starts. */
  readonly machine: string;
  /**
   * The input that the machine gets. Throws a usage error that names the construct where the mapping gives none, and where a field of the event contradicts the
   * pattern of the rule, which then starts nothing.
   *
   * @param sample an event of EventBridge or a part of one, or a request of API Gateway; a rule's default comes from its pattern, a schedule needs none
   */
  input(sample?: object): JsonValue;
  /**
   * Compares the input that the machine gets with what it takes. Rejects with an error that names construct and field when it does not fit the schema, or
   * when the machine reads a field that it never gets. Without a sample, the detail of an event may have fields that the pattern does not name.
   *
   * @param schema a JSON Schema, a Standard Schema, or a function @default what the states of the machine read
   */
  check(sample?: object, schema?: DataSchema): Promise<void>;
  /** Runs the machine with that input, mocks and neighbours as they are. */
  execute(sample?: object): Promise<TestExecution>;
}
