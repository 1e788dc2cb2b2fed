import type { Credentials, QueryLanguage, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import type { JsonObject, JsonValue } from '../../asl';

/** Fields that the builders give to every L2 state they make; spread them into the props of an L2 task. */
export interface L2Fields {
  readonly stateName: string;
  readonly queryLanguage: QueryLanguage;
  /** JSONata: the template of Output. */
  readonly outputs?: JsonValue;
  readonly assign?: Record<string, JsonValue>;
  /** JSONPath: where the result goes. */
  readonly resultPath?: string;
  readonly resultSelector?: JsonObject;
  readonly outputPath?: string;
  readonly taskTimeout?: Timeout;
  readonly heartbeatTimeout?: Timeout;
  readonly credentials?: Credentials;
}
