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
export function arnPrefix({ partition, region, account }: Pick<ServiceSettings, 'partition' | 'region' | 'account'>): string {
  return `arn:${partition}:states:${region}:${account}`;
}
