import type { IConstruct } from 'constructs';
import { ACKNOWLEDGED } from '../tree/acknowledge-rule';

/**
 * The construct path of a state on which a rule is acknowledged. The CDK looks for acknowledgements from the machine upwards,
 * and a state stands beside its machine, not below it.
 */
export function acknowledgedStates(
  constructs: readonly IConstruct[],
  plugin: string,
): (state: string | undefined, rule: string) => string | undefined {
  const paths = new Map<string, string>();
  for (const construct of constructs) {
    const { stateId } = construct as { stateId?: unknown };
    if (typeof stateId !== 'string') continue;
    for (const id of acknowledgedAt(construct)) paths.set(`${id} ${stateId}`, construct.node.path);
  }
  return (state, rule) => (state === undefined ? undefined : paths.get(`${plugin}::${rule} ${state}`));
}

/** Whether a finding is acknowledged on a construct or on anything around it. */
export function isAcknowledged(construct: IConstruct, id: string): boolean {
  return construct.node.scopes.some((scope) => acknowledgedAt(scope).includes(id));
}

function acknowledgedAt(construct: IConstruct): readonly string[] {
  return construct.node.metadata.flatMap(({ type, data }) =>
    type === ACKNOWLEDGED && typeof data === 'object' && data !== null ? Object.keys(data) : [],
  );
}
