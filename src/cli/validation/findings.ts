import type { JsonObject } from '../../asl';
import { withoutConsequences } from '../../template';
import { type Diagnostic, stateAtPointer, unresolvedDiagnostics, unusedEverywhere, type ValidateOptions, validate } from '../../validator';
import type { FilePlace, InputMachine } from './machines';

/** A finding with all that reports tell of it. */
export interface CommandFinding {
  readonly machine: InputMachine;
  readonly diagnostic: Diagnostic;
  readonly state: string | undefined;
  /** The file, and line and column as far as they are known. */
  readonly place: FilePlace;
  /** True when the baseline lists it. */
  readonly known: boolean;
}

/** Validates every machine; each finding with its place. `inputOf` gives the JSON Schema of a machine's input. */
export function findingsOf(
  machines: readonly InputMachine[],
  options: ValidateOptions,
  inputOf: (machine: InputMachine) => JsonObject | undefined,
): CommandFinding[] {
  const judged = machines.map((machine) => {
    const inputSchema = inputOf(machine);
    return {
      findings: machineFindings(machine, { ...options, ...(inputSchema === undefined ? {} : { inputSchema }) }),
      isJudged: machine.definition !== undefined,
    };
  });
  return unusedEverywhere(judged, ({ diagnostic }) => diagnostic);
}

function machineFindings(machine: InputMachine, options: ValidateOptions): CommandFinding[] {
  const { definition, unresolved, beside = [], type, role } = machine;
  const found =
    definition === undefined ? [] : validate(definition, { ...options, ...(role === undefined ? {} : { role }), type }).diagnostics;
  return [
    ...placed(machine, withoutConsequences(found, unresolved), 'definition'),
    ...placed(machine, unresolvedDiagnostics([...unresolved, ...beside], options), 'template'),
  ];
}

function placed(machine: InputMachine, diagnostics: readonly Diagnostic[], inside: 'definition' | 'template'): CommandFinding[] {
  const pointers = [...new Set(diagnostics.map(({ pointer }) => pointer))];
  let located: ReadonlyMap<string, FilePlace> | undefined;
  const placeAt = (pointer: string): FilePlace | undefined => {
    located ??= machine.locate?.(pointers, inside) ?? new Map<string, FilePlace>();
    return located.get(pointer);
  };
  return diagnostics.map((diagnostic) => {
    const state = stateAtPointer(diagnostic.pointer);
    const { position } = diagnostic;
    // Positions of a template's definition are places in a text that nobody sees.
    const own = machine.name === '' && position !== undefined ? { file: machine.file, ...position } : undefined;
    const place = own ?? machine.placeOf?.(state) ?? placeAt(diagnostic.pointer) ?? { file: machine.file };
    return { machine, diagnostic, state, place, known: false };
  });
}
