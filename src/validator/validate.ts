import {
  awsLocation,
  comparePlaces,
  inspectDefinition,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  kinds,
  locatePointers,
  nearestName,
  type OptionTable,
  ownKey,
  PROBLEM_CODES,
  placeOrder,
  refuseSurplus,
  requireOptions,
} from '../asl';
import { shapeOfSchema } from './data-flow/schema-shape';
import type { Diagnostic, Finding, Severity } from './diagnostic';
import type { RolePolicies } from './permissions/iam';
import { RULE_NAMES, RULES } from './registry';
import type { Rule } from './rule';
import { ruleContext, type WorkflowType } from './rule-context';
import { structureFindings } from './structure-findings';
import { type Suppression, suppress } from './suppressions';

/** What to look for. */
export interface ValidateOptions {
  /** @default 'STANDARD' */
  readonly type?: WorkflowType;
  /** `ERROR` leaves the warnings out. @default 'WARNING' */
  readonly severity?: Severity;
  /** How many diagnostics to give at most; 0 is the default, as it is for AWS. @default 100 under `rules: 'aws'`, no limit otherwise */
  readonly maxResults?: number;
  /** `aws`: what AWS itself says. `all`: our own rules too. @default 'all' */
  readonly rules?: 'aws' | 'all';
  /** JSON Schema of the execution's input: what its objects do not list under `properties` is not there, unless `additionalProperties` says so. */
  readonly inputSchema?: JsonObject;
  /** What the policies of the machine's role say: tasks whose calls they do not allow are found. Not under `rules: 'aws'`. @default not known, so that nothing is said */
  readonly role?: RolePolicies;
  /** Findings that are known and accepted, each with a reason; not under `rules: 'aws'`. A state's `Comment` can say the same: `drystep-ignore RULE: reason`. */
  readonly suppressions?: readonly Suppression[];
  /**
   * Severity by rule name, or `off`. Rules that are off unless asked for are switched on here. What AWS itself refuses cannot be switched off: it becomes a WARNING, which `severity: 'ERROR'`
   * shows as well.
   */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
}

/** What is wrong with a definition, in the shape of AWS's ValidateStateMachineDefinition. */
export interface ValidationResult {
  /** FAIL when there is an ERROR, shown or not. */
  readonly result: 'OK' | 'FAIL';
  readonly diagnostics: readonly Diagnostic[];
  /** True when `maxResults` left some out. */
  readonly truncated: boolean;
}

/** Every option with what it takes. Unknown names of rules are findings: whoever reads the report should know. */
const OPTIONS: OptionTable<ValidateOptions> = {
  type: kinds.oneOf('STANDARD', 'EXPRESS'),
  severity: kinds.oneOf('ERROR', 'WARNING'),
  maxResults: kinds.wholeNumber(0),
  rules: kinds.oneOf('aws', 'all'),
  inputSchema: kinds.anObject,
  role: kinds.nested<RolePolicies>({
    statements: kinds.listOf(kinds.anObject),
    invented: kinds.listOf(kinds.text),
    machineArn: kinds.text,
  }),
  suppressions: kinds.listOf(kinds.nested<Suppression>({ rule: kinds.name, state: kinds.text, reason: kinds.text })),
  severities: kinds.recordOf(kinds.oneOf('ERROR', 'WARNING', 'off')),
};

const AWS_MAX_RESULTS = 100;

/**
 * Everything that is wrong with a definition, ERRORs first, each in the order of the definition. No definition makes it throw: only options that
 * are not options do.
 *
 * @example
 * const { result, diagnostics } = validate(definition, { type: 'EXPRESS' });
 */
export function validate(definition: string | JsonValue | object, options: ValidateOptions = {}): ValidationResult {
  refuseSurplus('validate()', 2, arguments);
  requireOptions('validate()', options, OPTIONS);
  const awsOnly = options.rules === 'aws';
  const inspected = inspectDefinition(definition as string | JsonValue);
  const { machine, problems, source = null } = inspected;
  const diagnostics: Diagnostic[] = [];
  // Findings of rules that AWS makes in part, which have its words.
  const refused = new Set<Diagnostic>();
  const add = (rule: Pick<Rule, 'name' | 'severity' | 'code'>, finding: Finding): void => {
    const diagnostic = toDiagnostic(rule, finding, source, options);
    if (diagnostic) diagnostics.push(diagnostic);
    if (diagnostic && finding.aws !== undefined) refused.add(diagnostic);
  };
  for (const finding of structureFindings(inspected, awsOnly)) add({ name: finding.rule!, severity: 'ERROR' }, finding);
  if (machine && (machine.states.size > 0 || (awsOnly && isJsonObject(source) && isJsonObject(ownKey(source, 'States'))))) {
    const context = ruleContext(machine, problems, {
      type: options.type ?? 'STANDARD',
      awsOnly,
      role: options.role,
      input: options.inputSchema && shapeOfSchema(options.inputSchema),
    });
    for (const rule of RULES) {
      const wanted = options.severities?.[rule.name];
      if ((awsOnly && !rule.aws) || (wanted === 'off' && rule.aws === false) || (rule.optional && wanted === undefined)) continue;
      for (const finding of rule.check(context)) {
        if (!awsOnly) add(rule, finding);
        else if (finding.aws !== undefined) add(rule, { ...finding, ...finding.aws, severity: 'ERROR' });
        else if (rule.aws === true) add(rule, finding);
      }
    }
    if (!awsOnly) {
      const kept = suppress(diagnostics, context, options.suppressions ?? [], (each) => refused.has(each) || isRefused(each));
      return present([...kept, ...unknownRules(options.severities ?? {})].flatMap(withSeverity(options)), definition, source, options);
    }
  }
  return present(diagnostics, definition, source, options);
}

/** What is said of the options themselves has a severity of its own, too. */
function withSeverity({ severities = {} }: ValidateOptions): (diagnostic: Diagnostic) => Diagnostic[] {
  return (diagnostic) => {
    const wanted = severities[diagnostic.rule];
    if (diagnostic.refusedByAws) return [diagnostic];
    return wanted === 'off' ? [] : [wanted === undefined ? diagnostic : { ...diagnostic, severity: wanted }];
  };
}

/** A misspelt name would switch nothing off, without a word. */
function unknownRules(severities: Readonly<Record<string, Severity | 'off'>>): Diagnostic[] {
  const unknown = Object.keys(severities).filter((name) => !RULE_NAMES.includes(name));
  return unknown.map((name) => {
    const nearest = nearestName(name, RULE_NAMES);
    return {
      severity: 'WARNING',
      code: 'UNKNOWN_RULE',
      rule: 'UNKNOWN_RULE',
      message: `The option severities names "${name}", which is not a rule`,
      pointer: '',
      hint: nearest === undefined ? 'RULE_NAMES lists them' : `did you mean ${nearest}?`,
    };
  });
}

const AWS_RULES = new Set<string>([
  ...PROBLEM_CODES.filter((code) => code !== 'DUPLICATE_KEY' && code !== 'INEXACT_NUMBER'),
  ...RULES.filter(({ aws }) => aws === true).map(({ name }) => name),
]);

function isRefused({ severity, rule, refusedByAws }: Diagnostic): boolean {
  return refusedByAws === true || (severity === 'ERROR' && AWS_RULES.has(rule));
}

function toDiagnostic(
  rule: Pick<Rule, 'name' | 'severity' | 'code'>,
  finding: Finding,
  source: JsonValue,
  options: ValidateOptions,
): Diagnostic | undefined {
  const name = finding.rule ?? rule.name;
  const own = finding.severity ?? rule.severity;
  const asked = options.severities?.[name] ?? own;
  // Whatever somebody makes of it here, it cannot be deployed.
  const lowered = asked !== 'ERROR' && own === 'ERROR' && (finding.aws !== undefined || AWS_RULES.has(name));
  if (asked === 'off' && !lowered) return undefined;
  const severity = asked === 'off' ? 'WARNING' : asked;
  const location =
    finding.location ?? (finding.locationPointer === null ? undefined : awsLocation(finding.locationPointer ?? finding.pointer, source));
  return {
    severity,
    code: finding.code ?? rule.code ?? name,
    message: finding.message,
    ...(location === undefined ? {} : { location }),
    pointer: finding.pointer,
    ...hintOf(finding, asked === 'off'),
    rule: name,
    ...(lowered ? { refusedByAws: true } : {}),
    ...(finding.position === undefined ? {} : { position: finding.position }),
  };
}

function hintOf({ hint }: Finding, stays: boolean): Pick<Diagnostic, 'hint'> {
  const texts = [hint, stays ? 'AWS refuses it, so "off" makes it a WARNING' : undefined].filter((text) => text !== undefined);
  return texts.length === 0 ? {} : { hint: texts.join('; ') };
}

function present(found: readonly Diagnostic[], definition: unknown, source: JsonValue, options: ValidateOptions): ValidationResult {
  const result = found.some(({ severity }) => severity === 'ERROR') ? 'FAIL' : 'OK';
  const wanted = options.severity === 'ERROR' ? found.filter(({ severity, refusedByAws }) => severity === 'ERROR' || refusedByAws) : found;
  const sorted = inOrder(wanted, source);
  const limit = options.maxResults || (options.rules === 'aws' ? AWS_MAX_RESULTS : Infinity);
  const shown = sorted.slice(0, limit);
  return {
    result,
    diagnostics: typeof definition === 'string' ? withPositions(shown, definition) : shown,
    truncated: shown.length < sorted.length,
  };
}

function inOrder(diagnostics: readonly Diagnostic[], source: JsonValue): Diagnostic[] {
  const place = placeOrder(source as JsonObject);
  const unique = new Map(
    diagnostics.map((diagnostic) => [JSON.stringify([diagnostic.pointer, diagnostic.rule, diagnostic.message]), diagnostic]),
  );
  return [...unique.values()]
    .map((diagnostic, index) => ({ diagnostic, index, place: place(diagnostic.pointer) }))
    .sort((left, right) => {
      if (left.diagnostic.severity !== right.diagnostic.severity) return left.diagnostic.severity === 'ERROR' ? -1 : 1;
      const [first, second] = [left, right].map(({ diagnostic }) => (diagnostic.code === 'MISSING_END_STATE' ? 1 : 0));
      return first! - second! || comparePlaces(left.place, right.place) || left.index - right.index;
    })
    .map(({ diagnostic }) => diagnostic);
}

function withPositions(diagnostics: readonly Diagnostic[], text: string): readonly Diagnostic[] {
  if (diagnostics.every(({ position }) => position !== undefined)) return diagnostics;
  const positions = locatePointers(
    text,
    diagnostics.map(({ pointer }) => pointer),
  );
  return diagnostics.map((diagnostic) => {
    const position = diagnostic.position ?? positions.get(diagnostic.pointer);
    return position ? { ...diagnostic, position } : diagnostic;
  });
}
