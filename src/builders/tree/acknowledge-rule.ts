import type { IConstruct } from 'constructs';

/** Under this name acknowledgements are kept, and a plugin of another copy of this package is found. */
export const PLUGIN_NAME = 'Drystep';

/** `Validations.ACKNOWLEDGED_RULES_METADATA_KEY`, which older versions do not have. */
export const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

/** Acknowledges one of our rules on a state, as `Validations.of(state).acknowledge()` does in those versions of aws-cdk-lib that have it. */
export function acknowledgeRule(state: IConstruct, rule: string, reason: string): void {
  state.node.addMetadata(ACKNOWLEDGED, { [`${PLUGIN_NAME}::${rule}`]: reason });
}
