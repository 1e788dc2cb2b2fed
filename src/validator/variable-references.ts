import { inspectDefinition, type JsonValue, refuseSurplus } from '../asl';
import { variablesRead } from './expressions/variable-uses';
import { ruleContext } from './rule-context';

/**
 * The variables each state reads, by state name, as DescribeStateMachine does in `variableReferences`:
 * states that read none are left out, nested states are listed beside the others.
 */
export function variableReferences(definition: string | JsonValue | object): Record<string, string[]> {
  refuseSurplus('variableReferences()', 1, arguments);
  const { machine } = inspectDefinition(definition as string | JsonValue);
  const found = new Map<string, Set<string>>();
  if (machine) {
    const context = ruleContext(machine, [], { type: 'STANDARD', awsOnly: true });
    for (const site of context.sites()) {
      for (const name of variablesRead(site)) {
        if (name === 'states') continue;
        const known = found.get(site.node.name);
        if (known) known.add(name);
        else found.set(site.node.name, new Set([name]));
      }
    }
  }
  return Object.fromEntries([...found].map(([state, names]) => [state, [...names].sort()]));
}
