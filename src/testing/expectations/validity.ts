import { counted, kinds, type OptionTable, othersText, printable, refuseSurplus, repeatedFindings } from '../../asl';
import { type ParameterValues, withoutConsequences } from '../../template';
import type { Diagnostic, Severity, ValidateOptions } from '../../validator';
import { validator } from '../lazy-validator';
import { allMachines, type UncheckedMachine } from '../machine/all-machines';
import { PARAMETERS_KIND } from '../machine/checked-options';
import { fileHints } from '../mocks/file-hints';
import { requireOptions } from '../require-options';
import { UsageError } from '../usage-error';
import type { RunnerMatcher } from './execution-matchers';
import { isExecution } from './subject';

/** What `toBeValid` looks for: what `validate` takes, and what fails. */
export interface ValidityOptions extends Omit<ValidateOptions, 'severity' | 'maxResults' | 'role'> {
  /** `WARNING`: warnings fail too. @default 'ERROR' */
  readonly failOn?: Severity;
  /** Values of the template's parameters. @default its defaults, and readable names for what has none */
  readonly parameters?: ParameterValues;
}

/**
 * What `expect(machine)` offers: machines under test, constructs, templates, cloud assemblies and definitions.
 *
 * @typeParam Result what the runner's matchers give
 */
export interface DefinitionMatchers<Result> {
  /**
   * The validator finds no ERROR, and with `{ failOn: 'WARNING' }` no WARNING, in any state machine of a machine under test, a construct with
   * all below it, a template, a cloud assembly's folder or a definition.
   *
   * @example expect(new OrdersStack(testApp(), 'Orders')).toBeValid();
   */
  toBeValid(options?: ValidityOptions): Result;
}

/** What rules, schemas and suppressions hold the validator says itself. */
const OPTIONS: OptionTable<ValidityOptions> = {
  failOn: kinds.oneOf('ERROR', 'WARNING'),
  parameters: PARAMETERS_KIND,
  type: kinds.oneOf('STANDARD', 'EXPRESS'),
  rules: kinds.oneOf('aws', 'all'),
  inputSchema: kinds.anObject,
  suppressions: kinds.list,
  severities: kinds.recordOf(kinds.oneOf('ERROR', 'WARNING', 'off'), () => validator().RULE_NAMES),
};

const MOST = 20;

/** `toBeValid`, for `expect.extend`. */
export const toBeValid: RunnerMatcher = (received: unknown, options: ValidityOptions = {}, ...surplus: readonly unknown[]) => {
  refuseSurplus('toBeValid()', 1, [options, ...surplus]);
  requireOptions('toBeValid()', options, OPTIONS);
  const { failOn = 'ERROR', type, parameters, ...rules } = options;
  if (isExecution(received))
    throw new UsageError(
      'toBeValid() expected a state machine, received an execution.',
      'pass what was executed: expect(machine).toBeValid().',
    );
  const machines = allMachines(received, 'toBeValid()', parameters);
  tellUnread(machines);
  const wrong = machines.flatMap((machine) => {
    const { definition, unresolved = [], role } = machine;
    const ofDefinition =
      definition === undefined
        ? []
        : validator().validate(definition, {
            ...rules,
            ...(role === undefined ? {} : { role }),
            type: type ?? machine.type,
            severity: failOn,
          }).diagnostics;
    const found = [
      ...validator().unresolvedDiagnostics(unresolved, { ...rules, severity: failOn }),
      ...withoutConsequences(ofDefinition, unresolved),
    ];
    const diagnostics = found.filter(({ severity }) => severity === 'ERROR' || failOn === 'WARNING');
    for (const diagnostic of found) if (!diagnostics.includes(diagnostic)) tellLowered(machine.name, diagnostic);
    return diagnostics.length === 0 ? [] : [{ machine, diagnostics }];
  });
  return {
    pass: wrong.length === 0,
    message: () =>
      wrong.length === 0
        ? `Expected ${machineList(machines)} not to be valid, but the validator found nothing.`
        : wrong.map(({ machine, diagnostics }) => reportText(machine, diagnostics)).join('\n\n'),
  };
};

/** Of a machine whose definition was not read nothing can be said: refused where there is no other, told beside others. */
function tellUnread(machines: readonly UncheckedMachine[]): void {
  const unread = machines.filter(
    ({ definition, unresolved = [] }) => definition === undefined && unresolved.every(({ severity }) => severity === 'WARNING'),
  );
  const sentence = ({ name, unresolved = [] }: UncheckedMachine): string =>
    `toBeValid() says nothing of ${printable(name)}, whose definition was not read: ${printable(unresolved[0]?.message ?? 'there is none')}`;
  const [first] = unread;
  if (first !== undefined && unread.length === machines.length)
    throw new UsageError(sentence(first), first.unresolved?.[0]?.hint ?? 'pass the folder that `cdk synth` wrote.');
  for (const machine of unread) fileHints.add(sentence(machine));
}

/** What AWS refuses fails no test if the options say so, and is told. */
function tellLowered(machineName: string, { rule, message, pointer }: Diagnostic): void {
  fileHints.add(
    `toBeValid() holds of ${machineName} since severities lowers ${rule}, which AWS refuses: ${message} (${pointer}). Hint: change the definition, or it cannot be deployed.`,
  );
}

function reportText({ name, place }: UncheckedMachine, diagnostics: readonly Diagnostic[]): string {
  const stateOf = ({ pointer }: Diagnostic): string | undefined => validator().stateAtPointer(pointer);
  const told = repeatedFindings(diagnostics, (finding) => ({ finding, state: stateOf(finding), machine: undefined }));
  const errors = told.filter(({ item }) => item.severity === 'ERROR').length;
  const counts = [counted(errors, 'error'), counted(told.length - errors, 'warning')].filter((text) => text !== '').join(' and ');
  const shown = told.slice(0, MOST).map(({ item, others }) => {
    const same = othersText(others.map((other) => JSON.stringify(stateOf(other))));
    return `${validator().diagnosticText(item)}${same === undefined ? '' : `\n  ${printable(same)}`}`;
  });
  const rest = told.length - shown.length;
  return [
    `Expected ${printable(name)} to be valid, but it has ${counts}${place === undefined ? '' : ` (${printable(place)})`}:`,
    ...shown,
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ].join('\n');
}

function machineList(machines: readonly UncheckedMachine[]): string {
  return machines.length <= 3 ? machines.map(({ name }) => printable(name)).join(', ') : `${machines.length} state machines`;
}
