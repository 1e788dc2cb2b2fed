import type { JsonObject, JsonValue, Problem } from '../asl';
import type { ResourceNames } from './resource-names';
import type { StackEnvironment } from './stack-environment';

/** All that intrinsics of one template can refer to; `undefined` means that the template has no such thing. */
export interface StackScope {
  readonly template: JsonObject;
  readonly environment: StackEnvironment;
  /** Construct path of the stack, when it came from a cloud assembly or was given. */
  readonly stackPath?: string | undefined;
  /** File of the template, when it was read from one. */
  readonly file?: string | undefined;
  readonly names: ResourceNames;
  /** The stacks inside it whose templates could be read, by the logical id of their `AWS::CloudFormation::Stack`. */
  readonly nested: ReadonlyMap<string, StackScope>;
  readonly parameter: (name: string) => JsonValue | undefined;
  /** True for a parameter with a value, given or by default, and for a pseudo parameter whose value was given. */
  readonly isGiven: (name: string) => boolean;
  /** Texts that stand for what is known once it is deployed: whatever has been resolved so far adds to them. */
  readonly inventions: Set<string>;
  /** What is wrong with the template whichever machine is meant: whatever has been resolved so far adds to it. */
  readonly problems: readonly Problem[];
  /** What `Ref` gives for a resource. */
  readonly reference: (logicalId: string) => string | undefined;
  /** What `Fn::GetAtt` gives, `Outputs.Name` of nested stacks included. */
  readonly attribute: (logicalId: string, attribute: string) => JsonValue | undefined;
  readonly condition: (name: string) => boolean | undefined;
  /** The value some stack exports under a name. */
  readonly importValue: (exportName: string) => JsonValue | undefined;
  /** A resolved output of this stack. */
  readonly output: (name: string) => JsonValue | undefined;
  /** An output of another stack, which `Fn::GetStackOutput` reads by the stack's name or ARN. */
  readonly stackOutput: (stack: string, outputName: string) => JsonValue | undefined;
  /** What it exports, by export name; each value is resolved when asked for. */
  readonly exports: () => ReadonlyMap<string, () => JsonValue | undefined>;
}
