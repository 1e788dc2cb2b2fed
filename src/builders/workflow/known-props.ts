import type { StateMachineProps } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { inheritedMember, inheritedText, kinds, nearestName, type OptionTable } from '../../asl';
import { atConstruct, BuilderError } from '../../expressions';
import { lambdaBinding, requireKnown, workflowLanguage } from '../tree/known-options';

/** The props that are ours to judge. */
const OWN: OptionTable<Record<'definition' | 'queryLanguage' | 'lambda' | 'validate', unknown>> = {
  definition: { ...kinds.anObject, expected: 'a flow or a step' },
  queryLanguage: workflowLanguage,
  lambda: lambdaBinding,
  validate: kinds.flag,
};

/** The props of a StateMachine in the release that this package is compiled with: a forgotten one does not compile. */
const MACHINE: Readonly<Record<Exclude<keyof StateMachineProps, 'definition' | 'definitionBody' | 'queryLanguage'>, true>> = {
  stateMachineName: true,
  definitionSubstitutions: true,
  role: true,
  timeout: true,
  comment: true,
  stateMachineType: true,
  logs: true,
  tracingEnabled: true,
  removalPolicy: true,
  encryptionConfiguration: true,
};
const KNOWN = [...Object.keys(OWN), ...Object.keys(MACHINE)];

/**
 * The props of a workflow as they are.
 *
 * @throws BuilderError for props that are not an object, and for values that the props of ours do not take
 */
export function knownProps<Props extends object>(scope: Construct, id: string, props: Props): Props {
  const constructPath = scope.node.path === '' ? id : `${scope.node.path}/${id}`;
  const own = kinds.anObject.accepts(props)
    ? Object.fromEntries(Object.entries(props).filter(([name]) => Object.hasOwn(OWN, name) || name === 'definitionBody'))
    : props;
  const inherited = kinds.anObject.accepts(props) ? inheritedMember(props) : undefined;
  if (inherited !== undefined) {
    const { message, hint } = inheritedText(inherited);
    throw new BuilderError({ code: 'OPTION_VALUE', constructPath, message: `new Workflow(): ${message}`, hint });
  }
  atConstruct(constructPath, () => requireKnown(undefined, 'new Workflow()', own, OWN));
  return props;
}

/**
 * Props that remember which of them a StateMachine read, where there is one that this package does not know: later releases of aws-cdk-lib
 * have props of their own, and read them.
 */
export function watched<Props extends object>(
  props: Props,
): { readonly given: Props; readonly requireRead: (constructPath: string) => void } {
  const strange = new Set(Object.keys(props).filter((name) => name !== 'definitionBody' && !KNOWN.includes(name)));
  if (strange.size === 0) return { given: props, requireRead: () => undefined };
  const given = new Proxy(props, {
    get(target, name) {
      strange.delete(name as string);
      return Reflect.get(target, name);
    },
  });
  return { given, requireRead: (constructPath) => refuseUnread(constructPath, strange) };
}

function refuseUnread(constructPath: string, strange: ReadonlySet<string>): void {
  const [name] = strange;
  if (name === undefined) return;
  const nearest = nearestName(name, KNOWN);
  throw new BuilderError({
    code: 'UNKNOWN_OPTION',
    constructPath,
    message: `new Workflow(): expected props among ${KNOWN.join(', ')}, received ${JSON.stringify(name)}.`,
    hint: nearest === undefined ? 'take it out; no StateMachine reads it.' : `did you mean ${JSON.stringify(nearest)}?`,
  });
}

/** The error for props without a definition: most often its name is misspelt. */
export function missingDefinition(constructPath: string, props: object): BuilderError {
  const meant = Object.keys(props).find((name) => nearestName(name, ['definition']) !== undefined);
  return new BuilderError({
    code: meant === undefined ? 'OPTION_VALUE' : 'UNKNOWN_OPTION',
    constructPath,
    message: `new Workflow(): expected a definition among its props, received ${meant === undefined ? 'none' : JSON.stringify(meant)}.`,
    hint: meant === undefined ? "write new Workflow(this, 'Orders', { definition: flow })." : 'did you mean "definition"?',
  });
}
