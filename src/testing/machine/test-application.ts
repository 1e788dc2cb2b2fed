import {
  exactMethods,
  kinds,
  listedNames,
  type MethodTable,
  nearestName,
  optionally,
  type Parameter,
  refuseSurplus,
  requireArguments,
} from '../../asl';
import { type ExtractedStateMachine, UNREAD_HINT, unreadTemplates, unreadText } from '../../template';
import { type TestCdkApp, type TestCdkAppProps, testCdkApp } from '../from-stack';
import { type ConstructLike, isConstructLike } from '../machine-view/construct-like';
import { type MachineView, setApplication, viewOf } from '../machine-view/machine-view';
import { ANY_OPTIONS } from '../parameters';
import type { MachineStarter } from '../starters/machine-starter';
import { startersOf } from '../starters/starters-of';
import { UsageError } from '../usage-error';
import { checkedOptions } from './checked-options';
import { machineOf } from './machine-of';
import { openSource, refuseOurs, type SourceMachine } from './read-source';
import { isTestContext } from './test-context';
import type { TestMachine, TestMachineOf, TestMachineOptions } from './tested-machine';

/**
 * The machines of a whole application: those that start each other run for real, on one clock, each with mocks of its own.
 *
 * @example
 * const app = testApp(new ShopApp());
 * app.machine('Shipping').mock('Pack').returns({ packed: true });
 * await app.machine('Orders').execute({ orderId: 'o-1' });
 */
export interface TestApplication {
  /** Names of its machines: construct paths, where there are any. */
  readonly names: readonly string[];
  /** A machine by name, logical id, construct id, construct path or construct: the same one each time. Throws where none or several fit. */
  machine<Construct extends ConstructLike>(name: Construct): TestMachineOf<Construct>;
  machine(name?: string): TestMachine;
  /**
   * What starts its machines from outside: rules and schedules of EventBridge, methods of API Gateway, with the input that each hands on.
   *
   * @example for (const starter of testApp(new ShopApp()).starters) await starter.check();
   */
  readonly starters: readonly MachineStarter[];
  /** One of them by its construct, the path or id of that, or its logical id. Throws where none or several fit. */
  starter(name: string | ConstructLike): MachineStarter;
  /** Drops the mocks that a test set, of every machine. */
  reset(): void;
}

/** What {@link testApp} reads an application from: an App, Stage, Stack or construct, a template (an assertions `Template`, too), or a cloud assembly's folder. */
export type ApplicationSource = ConstructLike | string | { readonly Resources: object } | { readonly toJSON: () => object };

/**
 * An App for tests: assets are neither bundled nor copied, no analytics, its assembly in a temporary folder. With a source, gives the
 * application that it holds instead: all its machines, across stacks, which start each other.
 *
 * @param props what `new App(props)` takes
 */
export function testApp(props?: TestCdkAppProps): TestCdkApp;
export function testApp(source: ApplicationSource, options?: TestMachineOptions): TestApplication;
export function testApp(source: ApplicationSource | TestCdkAppProps = {}, options: TestMachineOptions = {}): TestCdkApp | TestApplication {
  requireArguments('testApp()', arguments, optionally(SOURCE), ANY_OPTIONS);
  if (typeof source === 'string' || isConstructLike(source) || 'Resources' in source || 'toJSON' in source)
    return application(source, options);
  if ('StartAt' in source || 'States' in source)
    throw new UsageError('testApp() expected an application, received a definition.', 'write testMachine(definition).');
  refuseOurs('testApp()', source);
  refuseSurplus('testApp(props)', 1, arguments, 'options of machines go to testMachine.');
  requireProps(source);
  return testCdkApp(source);
}

const SOURCE: Parameter = {
  name: 'its source',
  kind: kinds.either('props of an App, or an app, stage, stack, construct, template or folder', kinds.name, kinds.anObject),
  hint: 'write testApp(), testApp({ context }), or testApp(new ShopApp()).',
};

const STARTER: Parameter = {
  name: 'what starts a machine',
  kind: {
    expected: 'its construct, path, id or logical id',
    accepts: (value) => kinds.name.accepts(value) || isConstructLike(value),
  },
  hint: "write app.starter('NightlyRule'); app.starters lists them.",
};

const METHODS: MethodTable<TestApplication> = {
  machine: { most: 1, hint: 'options go to testApp(source, options).' },
  starter: 1,
  reset: { most: 0, hint: 'it drops the mocks of all machines; app.machine(name).reset() drops those of one.', lets: isTestContext },
};

const APP_PROPS = [
  'analyticsReporting',
  'autoSynth',
  'context',
  'defaultStackSynthesizer',
  'outdir',
  'postCliContext',
  'stackTraces',
  'treeMetadata',
];

/** A later CDK may have props that are not known here; a misspelling of a known one is refused all the same. */
function requireProps(props: object): void {
  for (const name of Object.keys(props)) {
    const meant = APP_PROPS.includes(name) ? undefined : nearestName(name, APP_PROPS);
    if (meant !== undefined) throw new UsageError(`testApp(): an App has no prop "${name}".`, `did you mean "${meant}"?`);
  }
}

function application(source: ApplicationSource, options: TestMachineOptions): TestApplication {
  const { machines, scopes, find } = openSource(source, checkedOptions(options).parameters, 'testApp()');
  if (machines.length === 0) {
    const unread = unreadTemplates(scopes);
    throw new UsageError(
      `testApp() found no state machine in its source${unreadText(unread)}.`,
      unread.length === 0 ? 'pass the app, stack, template or folder that holds them.' : UNREAD_HINT,
    );
  }
  const made = new Map<string, TestMachine>();
  const tested = (found: SourceMachine): TestMachine => {
    const extracted = found.extracted as ExtractedStateMachine;
    const name = nameFor(extracted, machines);
    const known = made.get(name) ?? machineOf(found, options, () => neighboursOf(extracted));
    made.set(name, known);
    return known;
  };
  const neighboursOf = neighbours(machines, (machine) => viewOf(tested(find(nameFor(machine, machines))))!);
  let starters: readonly MachineStarter[] | undefined;
  const allStarters = (): readonly MachineStarter[] => {
    starters ??= startersOf(scopes, (arn) => (machines.some((machine) => machine.arn === arn) ? tested(find(arn)) : undefined));
    return starters;
  };
  const tests: TestApplication = {
    get starters() {
      return allStarters();
    },
    starter: (name) => {
      requireArguments('starter()', [name], STARTER);
      return starterNamed(isConstructLike(name) ? name.node.path : name, allStarters());
    },
    names: machines
      .filter(({ definition, definitionText }) => definition !== undefined || definitionText !== undefined)
      .map((machine) => nameFor(machine, machines)),
    machine: (name?: string | ConstructLike) => tested(find(name)),
    reset: () => {
      for (const machine of made.values()) machine.reset();
    },
  };
  setApplication(tests, tests.names);
  return exactMethods(tests, '', METHODS);
}

/**
 * The machines that one of an app may start, by ARN. The stacks of two stages have the same ARNs where they say no account or region: the one whose
 * path has most in common with the machine that starts it is meant, and none where several have as much.
 */
function neighbours(
  machines: readonly ExtractedStateMachine[],
  view: (machine: ExtractedStateMachine) => MachineView,
): (of: ExtractedStateMachine) => ReadonlyMap<string, MachineView> {
  // A machine whose definition cannot be read is missed only by those that start it.
  // One whose condition does not hold is not there to be started.
  const readable = machines.filter((machine) => machine.definition !== undefined && machine.deployed);
  const unique = new Set(readable.map(({ arn }) => arn)).size === readable.length;
  let shared: ReadonlyMap<string, MachineView> | undefined;
  const seenFrom = (of: ExtractedStateMachine): ReadonlyMap<string, MachineView> => {
    const meant = unique ? readable : readable.filter((machine) => isNearest(machine, of, readable));
    return new Map(meant.map((machine) => [machine.arn, view(machine)] as const));
  };
  return (of) => {
    if (!unique) return seenFrom(of);
    shared ??= seenFrom(of);
    return shared;
  };
}

function isNearest(machine: ExtractedStateMachine, of: ExtractedStateMachine, machines: readonly ExtractedStateMachine[]): boolean {
  const own = inCommon(machine, of);
  return machines.every((other) => other === machine || other.arn !== machine.arn || inCommon(other, of) < own);
}

/** How many steps two paths have in common; a machine has more in common with itself than with any other. */
function inCommon(machine: ExtractedStateMachine, of: ExtractedStateMachine): number {
  if (machine === of) return Number.POSITIVE_INFINITY;
  const steps = of.constructPath?.split('/') ?? [];
  const differs = (machine.constructPath?.split('/') ?? []).findIndex((step, index) => step !== steps[index]);
  return differs < 0 ? steps.length : differs;
}

/** A name that one machine alone is found by: templates without paths may hold two of the same name. */
function nameFor({ constructPath, name, logicalId, arn }: ExtractedStateMachine, machines: readonly ExtractedStateMachine[]): string {
  if (constructPath !== undefined) return constructPath;
  const isAlone = (wanted: string): boolean => machines.filter((each) => each.name === wanted || each.logicalId === wanted).length === 1;
  return [name, logicalId].find(isAlone) ?? arn;
}

function starterNamed(name: string, starters: readonly MachineStarter[]): MachineStarter {
  const inPath = (fits: (path: string, part: string) => boolean) => starters.filter((each) => fits(`/${each.name}/`, `/${name}/`));
  const [exact, last, inside] = [
    inPath((path, part) => path === part),
    inPath((path, part) => path.endsWith(part)),
    inPath((path, part) => path.includes(part)),
  ];
  const found = exact.length > 0 ? exact : last.length > 0 ? last : inside;
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only;
  const names = starters.map((starter) => starter.name);
  const near = nearestName(name, names);
  throw new UsageError(
    only === undefined
      ? `Nothing that starts a machine is called ${JSON.stringify(name)}.`
      : `${found.length} things that start a machine are called ${JSON.stringify(name)}.`,
    only !== undefined || near === undefined
      ? names.length === 0
        ? 'there are none.'
        : `choose from ${listedNames(names)}.`
      : `did you mean ${JSON.stringify(near)}?`,
  );
}
