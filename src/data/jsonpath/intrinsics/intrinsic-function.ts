import type { JsonValue } from '../../../asl';
import type { EvaluationScope } from '../../scope';
import { invalidArguments } from '../messages';

/** The 18 functions of the States Language. */
export type IntrinsicName =
  | 'States.Array'
  | 'States.ArrayContains'
  | 'States.ArrayGetItem'
  | 'States.ArrayLength'
  | 'States.ArrayPartition'
  | 'States.ArrayRange'
  | 'States.ArrayUnique'
  | 'States.Base64Decode'
  | 'States.Base64Encode'
  | 'States.Format'
  | 'States.Hash'
  | 'States.JsonMerge'
  | 'States.JsonToString'
  | 'States.MathAdd'
  | 'States.MathRandom'
  | 'States.StringSplit'
  | 'States.StringToJson'
  | 'States.UUID';

/** One function: how many arguments it takes, and what it gives. `Args` has as many arguments as `minimum` says: a call with fewer is refused before it gets here. */
export interface IntrinsicFunction<Args extends readonly JsonValue[] = readonly JsonValue[]> {
  readonly minimum: number;
  /** Infinity when it takes any number of arguments. */
  readonly maximum: number;
  /** Throws {@link InvalidArguments}. */
  call(args: Args, scope: EvaluationScope): JsonValue;
}

/** Thrown by a function that refuses its arguments. `text` makes AWS's words from the function's name, where they are not the usual ones. */
export class InvalidArguments {
  constructor(readonly text: (name: string) => string = invalidArguments) {}
}
