import { type IGrantable, type IPrincipal, PolicyStatement, type PrincipalPolicyFragment } from 'aws-cdk-lib/aws-iam';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { type Construct, DependencyGroup, type IDependable } from 'constructs';
import { kinds } from '../../asl';
import { BuilderError, type Mistake, requireValue } from '../../expressions';
import { iamActionsOf, type KnownSdkAction } from '../../validator';

import { knownOptions } from '../tree/known-options';

export type { KnownSdkAction };

/** What the role may call, where the permission follows from the SDK action. */
export interface ResourceAccess {
  /** ARNs of the resources it may be called on. */
  readonly resources: readonly string[];
  /** IAM actions, such as 's3:GetObject'. @default the action of our reviewed table */
  readonly action?: string | readonly string[];
}

/** What a task that calls a service may do: a grant, statements, or resources. */
export type SdkAccess = ((grantee: IGrantable) => unknown) | readonly PolicyStatement[] | ResourceAccess;

/**
 * Nothing where the permission of a call is known or named; else the mistake, at the action.
 *
 * @typeParam Called the SDK action, as `service:action`
 * @typeParam Access the access as written
 * @typeParam Given the options as written, `unknown` where the compiler has not looked at them
 */
export type PermissionKnown<Called extends string, Access, Given> = unknown extends Given
  ? KnownCall<Called, Access>
  : 'access' extends keyof Given
    ? KnownCall<Called, Access>
    : Mistake<'the call lacks access: write access: { resources: [...] }, or a grant'>;

type KnownCall<Called extends string, Access> = Called extends KnownSdkAction
  ? unknown
  : 'resources' extends keyof Access
    ? 'action' extends keyof Access
      ? unknown
      : Mistake<`"${Called}" is not in our table of permissions: mend its spelling, or name the IAM action in access`>
    : unknown;

/** Takes grants and keeps their statements, which the state machine's role gets once it asks. */
class StatementCollector implements IPrincipal {
  readonly grantPrincipal: IPrincipal = this;
  readonly assumeRoleAction = 'sts:AssumeRole';
  readonly statements: PolicyStatement[] = [];

  constructor(
    private readonly step: string,
    private readonly machine: StateMachine | undefined,
  ) {}

  get policyFragment(): PrincipalPolicyFragment {
    if (this.machine !== undefined) return this.machine.role.policyFragment;
    throw new BuilderError({
      code: 'ACCESS_NEEDS_ROLE',
      step: this.step,
      message: 'The grant in its access changes the policy of the resource, which needs the role of the state machine itself.',
      hint: 'grant it to the workflow once it exists (key.grantDecrypt(machine)), and give access: [] or statements here.',
    });
  }

  addToPrincipalPolicy(statement: PolicyStatement): { readonly statementAdded: true; readonly policyDependable: IDependable } {
    this.statements.push(statement);
    return { statementAdded: true, policyDependable: this.machine ?? new DependencyGroup() };
  }

  addToPolicy(statement: PolicyStatement): boolean {
    return this.addToPrincipalPolicy(statement).statementAdded;
  }
}

const ACCESS = kinds.either('resources, statements, or a function that grants', kinds.anObject, kinds.list);

/**
 * The statements that an access comes to.
 *
 * @throws BuilderError for an SDK action whose permission is not known and not named
 */
export function statementsOf(
  step: string,
  service: string,
  action: string,
  access: SdkAccess,
  scope?: Construct,
): readonly PolicyStatement[] {
  if (typeof access === 'function') {
    const machine = scope?.node.scopes.find((owner) => owner instanceof StateMachine);
    const collector = new StatementCollector(step, machine);
    access(collector);
    return collector.statements;
  }
  const hint = 'write access: { resources: [bucket.arnForObjects("*")] }, or access: (grantee) => bucket.grantRead(grantee).';
  requireValue('sdk()', access, ACCESS, 'access', hint, step);
  if (isStatements(access)) return access;
  knownOptions(step, 'sdk.access', access);
  requireValue('sdk()', access.resources, kinds.listOf(kinds.text), 'access.resources', hint, step);
  const actions = typeof access.action === 'string' ? [access.action] : (access.action ?? iamActionsOf(service, action));
  if (actions === undefined) {
    throw new BuilderError({
      code: 'SDK_ACTION_UNKNOWN',
      step,
      message: `The permission for ${service}:${action} is not in the reviewed table, and names of SDK and IAM actions differ too often to guess.`,
      hint: "name it: access: { resources: [arn], action: 'service:Action' }.",
    });
  }
  return [new PolicyStatement({ actions: [...actions], resources: [...access.resources] })];
}

function isStatements(access: SdkAccess): access is readonly PolicyStatement[] {
  return Array.isArray(access);
}
