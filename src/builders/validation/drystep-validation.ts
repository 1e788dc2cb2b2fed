import { dirname, resolve } from 'node:path';
import type { IConstruct } from 'constructs';
import { type JsonObject, kinds, nearestName, type OptionTable, onOneLine, printable, unknownName } from '../../asl';
import { BuilderError, requireAtMost } from '../../expressions';
import { RULE_NAMES, type Severity, type Suppression } from '../../validator';
import { PLUGIN_NAME } from '../tree/acknowledge-rule';
import { requireKnown } from '../tree/known-options';
import { acknowledgedStates } from './acknowledged-states';
import { definitionFiles } from './definition-files';
import { type MachineFinding, machineFindings } from './machine-findings';
import { whereText } from './where-text';

/** What the check at synth looks for. */
export interface DrystepValidationOptions {
  /** Severity by rule name, or `off`. Rules that are off unless asked for are switched on here. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** Findings that are known and accepted, each with a reason. */
  readonly suppressions?: readonly Suppression[];
  /** What fails the synthesis: ERRORs, or WARNINGs too. @default 'ERROR' */
  readonly failOn?: Severity;
  /** `ERROR` keeps warnings out of the report. @default 'WARNING' */
  readonly severity?: Severity;
  /** `aws`: only what AWS itself refuses. @default 'all' */
  readonly rules?: 'aws' | 'all';
  /** JSON Schema of a machine's input, by its construct path such as `Shop/Orders`: sharpens what data flow finds. */
  readonly inputSchemas?: Readonly<Record<string, JsonObject>>;
}

const OPTIONS: OptionTable<DrystepValidationOptions> = {
  severities: kinds.recordOf(kinds.oneOf('ERROR', 'WARNING', 'off')),
  suppressions: kinds.listOf(kinds.nested<Suppression>({ rule: kinds.name, state: kinds.text, reason: kinds.text })),
  failOn: kinds.oneOf('ERROR', 'WARNING'),
  severity: kinds.oneOf('ERROR', 'WARNING'),
  rules: kinds.oneOf('aws', 'all'),
  inputSchemas: kinds.recordOf(kinds.anObject),
};

/** What the CDK tells a plugin, as far as it is used: older versions tell less. */
export interface DrystepValidationContext {
  readonly templatePaths: readonly string[];
  readonly appConstruct?: IConstruct;
}

/** One finding in the CDK's shape. */
export interface DrystepViolation {
  readonly ruleName: string;
  readonly description: string;
  readonly fix?: string;
  readonly severity: string;
  readonly ruleMetadata: { readonly [key: string]: string };
  readonly violatingResources: { resourceLogicalId: string; templatePath: string; locations: string[]; constructPath?: string }[];
}

/** The report in the CDK's shape. */
export interface DrystepValidationReport {
  readonly success: boolean;
  readonly violations: DrystepViolation[];
}

/**
 * Validates every state machine of the app while it is synthesized: an ERROR fails `cdk synth`, with the construct, the state and the line.
 * `Validations.of(construct).acknowledge({ id: 'Drystep::RULE', reason })` accepts a finding for a state, a machine or all below a construct.
 *
 * Its types name nothing of the CDK that older versions lack: there it goes to `new App({ policyValidationBeta1: [new DrystepValidation()] })`.
 *
 * @example
 * Validations.of(app).addPlugins(new DrystepValidation());
 */
export class DrystepValidation {
  readonly name = PLUGIN_NAME;

  /** Throws a BuilderError for a severity of a rule that does not exist. */
  constructor(private readonly options: DrystepValidationOptions = {}) {
    requireAtMost('new DrystepValidation()', 1, arguments);
    requireKnown(undefined, 'new DrystepValidation()', options, OPTIONS);
    if (options.severity === 'ERROR' && options.failOn === 'WARNING')
      throw new BuilderError({
        code: 'OPTION_VALUE',
        message: "DrystepValidation: severity: 'ERROR' leaves the warnings out, so failOn: 'WARNING' can never be met.",
        hint: 'leave out severity, or fail on ERROR.',
      });
    const unknown = unknownName(options.severities ?? {}, RULE_NAMES);
    if (unknown === undefined) return;
    const { name, nearest } = unknown;
    throw new BuilderError({
      code: 'UNKNOWN_RULE',
      message: `DrystepValidation: severities names "${name}", which is not a rule.`,
      hint: nearest === undefined ? 'docs/errors.md lists them.' : `did you mean ${nearest}?`,
    });
  }

  /** Called by the CDK once the templates are written. */
  validate({ templatePaths, appConstruct }: DrystepValidationContext): DrystepValidationReport {
    const paths = templatePaths.map((path) => resolve(path));
    const [first] = paths;
    if (first === undefined) return { success: true, violations: [] };
    const { failOn = 'ERROR', ...rules } = this.options;
    if (appConstruct !== undefined) requireConstructs(rules.inputSchemas ?? {}, appConstruct);
    const outdir = (appConstruct as { outdir?: unknown } | undefined)?.outdir;
    const findings = machineFindings(typeof outdir === 'string' ? resolve(outdir) : dirname(first), paths, {
      ...rules,
      definitionFile: definitionFiles(appConstruct),
    });
    const acknowledged = acknowledgedStates(appConstruct?.node.findAll() ?? [], this.name);
    const severityOf = ({ diagnostic }: MachineFinding): Severity => (failOn === 'WARNING' ? 'ERROR' : diagnostic.severity);
    const violations = findings.map((finding) =>
      violation(finding, severityOf(finding), acknowledged(finding.state, finding.diagnostic.rule)),
    );
    return { success: !findings.some((finding) => severityOf(finding) === 'ERROR'), violations };
  }
}

/** A schema for a construct that the app does not have would judge nothing, without a word. */
function requireConstructs(inputSchemas: object, { node }: IConstruct): void {
  const paths = new Set(node.root.node.findAll().map((construct) => construct.node.path));
  const unknown = Object.keys(inputSchemas).find((path) => !paths.has(path));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, paths);
  throw new BuilderError({
    code: 'OPTION_VALUE',
    message: `DrystepValidation: inputSchemas names "${unknown}", and the app has no construct of that path.`,
    hint: nearest === undefined ? 'name a state machine by its construct path, such as Shop/Orders.' : `did you mean "${nearest}"?`,
  });
}

function violation(finding: MachineFinding, severity: Severity, statePath: string | undefined): DrystepViolation {
  const { diagnostic, state, place, machine, templatePath } = finding;
  return {
    ruleName: diagnostic.rule,
    description: printable(findingText(finding)),
    severity: severity.toLowerCase(),
    ...(diagnostic.hint === undefined ? {} : { fix: printable(diagnostic.hint) }),
    ruleMetadata: {
      code: diagnostic.code,
      pointer: diagnostic.pointer,
      ...(state === undefined ? {} : { state }),
      ...(place === undefined ? {} : { place }),
    },
    violatingResources: [
      {
        resourceLogicalId: machine.logicalId,
        templatePath,
        locations: [`Properties/${machine.givenBy ?? 'DefinitionString'}`],
        // The CDK looks for acknowledgements from this construct upwards; without it, from the machine.
        ...(statePath === undefined ? {} : { constructPath: statePath }),
      },
    ],
  };
}

/** One line: the CDK adds lines of its own for the construct, the fix and the acknowledgement. */
function findingText(finding: MachineFinding): string {
  return `${onOneLine(finding.diagnostic.message).replace(/\.$/, '')}, ${whereText(finding)}`;
}
