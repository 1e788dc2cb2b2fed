/** Where the service says it runs, and how much it keeps. */
export interface ServiceSettings {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  /** Real milliseconds after which GetActivityTask answers that there is nothing to do. */
  readonly activityPollMilliseconds: number;
  /** How many executions that have ended are kept for reading. */
  readonly keptExecutions: number;
  readonly seed: number;
}

/** Makes the front of an ARN of this account. */
export function arnPrefix({ partition, region, account }: ServiceSettings): string {
  return `arn:${partition}:states:${region}:${account}`;
}

/** The partition that a region is in. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
