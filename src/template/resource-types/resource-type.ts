import type { JsonValue } from '../../asl';
import type { StackEnvironment } from '../stack-environment';

/** One resource, as the table of resource types sees it. */
export interface ResourceView {
  /** Its physical name: explicit in the template, or made from its construct path. */
  readonly name: string;
  readonly logicalId: string;
  /** CloudFormation type, `AWS::Lambda::Function`. */
  readonly type: string;
  readonly environment: StackEnvironment;
  /** An ARN in the stack's region and account: `arn:aws:<service>:<region>:<account>:<rest>`. */
  readonly arn: (service: string, rest: string) => string;
  /** An ARN without region, for global services; `account: false` leaves the account out too. */
  readonly globalArn: (service: string, rest: string, options?: { readonly account: boolean }) => string;
  /** A resolved property; undefined when absent or not text or a number. */
  readonly property: (name: string) => string | undefined;
  /** Number of resources of this type before this one that share its owner: versions of one function. */
  readonly ordinal: (ownerProperty: string) => number;
}

/** How CloudFormation names resources of one type, and what `Ref` and `Fn::GetAtt` give for them. */
export interface ResourceType {
  /** Property holding an explicit physical name, `FunctionName`; a path (`DatabaseInput.Name`) reaches into objects. */
  readonly nameProperty?: string;
  /** True when AWS allows no capital letters in such names. @default false */
  readonly lowerCase?: boolean;
  readonly arn: (resource: ResourceView) => string;
  /** @default "name" */
  readonly ref?: 'name' | 'arn' | ((resource: ResourceView) => string);
  /** Attributes beside those every type answers: `Arn` and `…Arn` give the ARN, `…Name` and `…Id` the name. */
  readonly attributes?: Readonly<Record<string, (resource: ResourceView) => JsonValue>>;
}

/** The commonest shape: `arn:aws:<service>:<region>:<account>:<kind><name>`. */
export function arnOf(service: string, kind: string): (resource: ResourceView) => string {
  return (resource) => resource.arn(service, kind + resource.name);
}
