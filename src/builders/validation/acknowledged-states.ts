import type { IConstruct } from 'constructs';

/** `Validations.ACKNOWLEDGED_RULES_METADATA_KEY`, which older versions do not have. */
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

/**
 * Gives the construct path of a state on which a rule is acknowledged. The CDK looks for acknowledgements from the machine upwards,
 * and a state stands beside its machine, not below it.
 */
export function acknowledgedStates(
  app: IConstruct | undefined,
  plugin: string,
): (state: string | undefined, rule: string) => string | undefined {
  const paths = new Map<string, string>();
  for (const construct of app?.node.findAll() ?? []) {
    const { stateId } = construct as { stateId?: unknown };
    if (typeof stateId !== 'string') continue;
    for (const { type, data } of construct.node.metadata) {
      if (type !== ACKNOWLEDGED || typeof data !== 'object' || data === null) continue;
      for (const id of Object.keys(data)) paths.set(`${id} ${stateId}`, construct.node.path);
    }
  }
  return (state, rule) => (state === undefined ? undefined : paths.get(`${plugin}::${rule} ${state}`));
}
