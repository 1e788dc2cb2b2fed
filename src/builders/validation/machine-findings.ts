import type { JsonObject } from '../../asl';
import {
  type AssemblyStack,
  type ExtractedStateMachine,
  placeInSource,
  readCloudAssembly,
  rolePoliciesOf,
  type TemplatePolicies,
  validatable,
} from '../../template';
import { type Diagnostic, stateAtPointer, unresolvedDiagnostics, unusedEverywhere, type ValidateOptions, validate } from '../../validator';

/** A finding with the machine it was found in. */
export interface MachineFinding {
  readonly machine: ExtractedStateMachine;
  readonly templatePath: string;
  readonly diagnostic: Diagnostic;
  /** Name of the state it stands in. */
  readonly state: string | undefined;
  /** Where the user wrote it, `file:line:column`, as far as it is known. */
  readonly place: string | undefined;
}

/** What is looked at, and how. */
export interface FindOptions extends Omit<ValidateOptions, 'type' | 'inputSchema' | 'role'> {
  /** What the input of a machine is, by its construct path. */
  readonly inputSchemas?: Readonly<Record<string, JsonObject>>;
  /** The user's own file of a definition that was read from one, by the machine's construct path. */
  readonly definitionFile: (constructPath: string) => string | undefined;
}

/** Validates the machines of some stacks of a cloud assembly, and of the stacks nested in them. */
export function machineFindings(folder: string, templatePaths: readonly string[], options: FindOptions): MachineFinding[] {
  const { stacks } = readCloudAssembly(folder, { assetsAnywhere: true });
  const wanted = stacks.filter((stack) => templatePaths.includes(outermost(stack, stacks).templateFile));
  const judged = wanted.flatMap(({ templateFile, stateMachines }) =>
    stateMachines.map((machine) => ({
      findings: findingsOf(machine, options, rolePoliciesOf(machine)).map((found) => ({ ...found, machine, templatePath: templateFile })),
      isJudged: !isProviders(machine) && validatable(machine).definition !== undefined,
    })),
  );
  return unusedEverywhere<MachineFinding>(judged, ({ diagnostic }) => diagnostic);
}

/** Nobody wrote the machine of CDK's provider framework: what it will regret is not the reader's to change. */
function isProviders({ constructId }: ExtractedStateMachine): boolean {
  return constructId === 'waiter-state-machine';
}

/** Validates one machine; `role` where all policies of its role are known. */
export function findingsOf(
  machine: ExtractedStateMachine,
  options: FindOptions,
  role?: TemplatePolicies,
): Pick<MachineFinding, 'diagnostic' | 'state' | 'place'>[] {
  const { definitionFile, inputSchemas, ...rules } = options;
  const severity = isProviders(machine) ? 'ERROR' : rules.severity;
  const file = machine.constructPath === undefined ? undefined : definitionFile(machine.constructPath);
  const { definition: resolved, unresolved } = validatable(machine);
  // The text of a file has lines of its own.
  const definition = file === undefined ? resolved : (machine.definitionText ?? resolved);
  const inputSchema = machine.constructPath === undefined ? undefined : inputSchemas?.[machine.constructPath];
  const found =
    definition === undefined
      ? []
      : validate(definition, {
          ...rules,
          // The CDK looks values up when the app has been synthesized once without them.
          severities: { DUMMY_VALUE: 'off', ...rules.severities },
          ...(severity === undefined ? {} : { severity }),
          ...(inputSchema === undefined ? {} : { inputSchema }),
          ...(role === undefined ? {} : { role }),
          type: machine.type,
        }).diagnostics;
  return [...found, ...unresolvedDiagnostics(unresolved, { ...rules, severity })].map((diagnostic) => {
    const state = stateAtPointer(diagnostic.pointer);
    return { diagnostic, state, place: positionText(diagnostic, state, file, machine) };
  });
}

function positionText(
  { position }: Diagnostic,
  state: string | undefined,
  file: string | undefined,
  { source }: ExtractedStateMachine,
): string | undefined {
  if (file !== undefined) return position === undefined ? file : `${file}:${position.line}:${position.column}`;
  if (source === undefined) return undefined;
  // The CDK keeps no place for a state, as it is not a resource; the file that made its machine nearly always names it.
  const named = state === undefined ? undefined : placeInSource(source.file, state);
  const { line, column } = named ?? source;
  return `${source.file}:${line}:${column}`;
}

function outermost(stack: AssemblyStack, all: readonly AssemblyStack[]): AssemblyStack {
  const around = stack.nestedIn === undefined ? undefined : all.find(({ constructPath }) => constructPath === stack.nestedIn);
  return around === undefined ? stack : outermost(around, all);
}
