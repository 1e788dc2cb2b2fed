import { Annotations, type CfnResource } from 'aws-cdk-lib';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { IConstruct } from 'constructs';
import { othersText, printable, repeatedFindings } from '../../asl';
import { PLUGIN_NAME } from '../tree/acknowledge-rule';
import { acknowledgedStates, isAcknowledged } from './acknowledged-states';
import { findingsOf } from './machine-findings';
import { machineInTree } from './machine-in-tree';
import { whereText } from './where-text';

/**
 * Validates a machine while the app is synthesized. Gives what fails the synthesis, and annotates the machine with the rest, once; what is
 * acknowledged counts for nothing. Where the plugin sees the machine too, it alone speaks.
 */
export function validateItself(machine: StateMachine): string[] {
  const { scopes, root } = machine.node;
  if (scopes.some(hasPlugin)) return [];
  const resource = machine.node.defaultChild as CfnResource;
  const deployed = machineInTree(resource);
  if (deployed === undefined) return [];
  const findings = findingsOf({ ...deployed, problems: [] }, { definitionFile: () => undefined });
  if (findings.length === 0) return [];
  const acknowledgedState = acknowledgedStates(
    root.node
      .findAll()
      .filter((construct) => construct.node.scopes.every((scope) => scope === machine || !(scope instanceof StateMachine))),
    PLUGIN_NAME,
  );
  const errors: string[] = [];
  const idOf = (rule: string): string => `${PLUGIN_NAME}::${rule}`;
  const open = findings.filter(
    ({ diagnostic: { rule }, state }) => acknowledgedState(state, rule) === undefined && !isAcknowledged(resource, idOf(rule)),
  );
  const told = repeatedFindings(open, ({ diagnostic, state }) => ({ finding: diagnostic, state, machine }));
  for (const { item: finding, others } of told) {
    const { diagnostic } = finding;
    const id = idOf(diagnostic.rule);
    const same = othersText(others.map(({ state }) => JSON.stringify(state)));
    const more = `${same === undefined ? '' : ` ${same}.`}${diagnostic.hint === undefined ? '' : ` Hint: ${diagnostic.hint}.`}`;
    const text = printable(`${diagnostic.message.replace(/\.$/, '')}, ${whereText(finding)}.${more}`);
    if (diagnostic.severity === 'ERROR') errors.push(`${text} Acknowledge it with ${id}.`);
    else Annotations.of(machine).addWarningV2(id, text);
  }
  return errors;
}

/** Plugins are kept by apps and stages: under the first name since `Validations`, under the second before it, where reading it is not a deprecation. */
function hasPlugin(scope: IConstruct): boolean {
  const holder = scope as { readonly _validationPlugins?: unknown; readonly policyValidationBeta1?: unknown };
  const plugins = '_validationPlugins' in holder ? holder._validationPlugins : holder.policyValidationBeta1;
  return Array.isArray(plugins) && plugins.some((plugin: { readonly name?: unknown }) => plugin.name === PLUGIN_NAME);
}
