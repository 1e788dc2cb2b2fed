import type { IConstruct } from 'constructs';

/** The file a user handed to `DefinitionBody.fromFile`, by the construct path of its machine. */
export function definitionFiles(app: IConstruct | undefined): (machinePath: string) => string | undefined {
  const files = new Map<string, string>();
  for (const construct of app?.node.findAll() ?? []) {
    const { sourcePath } = construct as { sourcePath?: unknown };
    // An asset is staged by a child of its own: machine / Definition or DefinitionBody / Stage.
    const machine = construct.node.scope?.node.scope;
    if (typeof sourcePath !== 'string' || machine === undefined) continue;
    if (isStateMachine(machine)) files.set(machine.node.path, sourcePath);
  }
  return (machinePath) => files.get(machinePath);
}

function isStateMachine(construct: IConstruct): boolean {
  return (construct.node.defaultChild as { cfnResourceType?: unknown } | undefined)?.cfnResourceType === 'AWS::StepFunctions::StateMachine';
}
