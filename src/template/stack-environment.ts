/** Where a stack is pretended to be deployed: the values of CloudFormation's pseudo parameters. */
export interface StackEnvironment {
  /** @default "us-east-1" */
  readonly region: string;
  /**
   * @default "111111111111", which is shaped like an account (patterns for ARNs accept it), belongs to nobody we could call, and differs from
   * 123456789012, the number that examples hard-code: a value from `AWS::AccountId` can be told from one written by hand.
   */
  readonly account: string;
  /** @default "aws", or the partition of a Chinese or government region */
  readonly partition: string;
  /** @default "amazonaws.com", with ".cn" in China */
  readonly urlSuffix: string;
  /** @default "Stack" */
  readonly stackName: string;
}

/** Fills in the defaults; `undefined` counts as absent. */
export function stackEnvironment(
  given: { readonly [Key in keyof StackEnvironment]?: StackEnvironment[Key] | undefined } = {},
): StackEnvironment {
  const region = given.region ?? 'us-east-1';
  const isChina = region.startsWith('cn-');
  return {
    region,
    account: given.account ?? '111111111111',
    partition: given.partition ?? (isChina ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'),
    urlSuffix: given.urlSuffix ?? (isChina ? 'amazonaws.com.cn' : 'amazonaws.com'),
    stackName: given.stackName ?? 'Stack',
  };
}

/** The value of a pseudo parameter; undefined for any other name. `AWS::NoValue` is not a value and is treated by `resolve`. */
export function pseudoParameter(name: string, environment: StackEnvironment): string | readonly string[] | undefined {
  const { region, account, partition, urlSuffix, stackName } = environment;
  const values = new Map<string, string | readonly string[]>([
    ['AWS::Region', region],
    ['AWS::AccountId', account],
    ['AWS::Partition', partition],
    ['AWS::URLSuffix', urlSuffix],
    ['AWS::StackName', stackName],
    // The last part is a UUID on AWS; zeros keep its shape for templates that split it.
    ['AWS::StackId', `arn:${partition}:cloudformation:${region}:${account}:stack/${stackName}/00000000-0000-0000-0000-000000000000`],
    ['AWS::NotificationARNs', []],
  ]);
  return values.get(name);
}
