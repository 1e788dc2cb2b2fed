import { isJsonObject, type JsonObject, type JsonValue } from '../../src/asl';
import { type StepFunctionsServer, startServer } from '../../src/server';
import type { Comparator, Verdict } from './comparator';
import type { Placeholders } from './recorded-case';

/** A transcript of calls of the API. */
export interface ApiCase {
  readonly id: string;
  readonly recordedOn: string;
  /** All operations that the test called, recorded or not. */
  readonly operationsCalled: readonly string[];
  readonly calls: readonly ApiCall[];
  readonly placeholders: Placeholders;
}

interface ApiCall {
  readonly operation: string;
  readonly request: JsonObject;
  readonly response: JsonValue;
}

/** What the service answered to a call. */
type Answer = { readonly response: JsonObject } | { readonly error: { readonly code: string; readonly message: string } };

const PASS = { StartAt: 'State_1', States: { State_1: { Type: 'Pass', Result: { Arg1: 'argument1' }, End: true } } };
const ROLE = 'arn:aws:iam::111111111111:role/role';

/**
 * Makes the calls of a transcript to a server of its own, over HTTP, and compares the answers: L1 whether each is refused and as what, L3 all of it. Calls that
 * the recording leaves out are made up from what the others need. Gives the first difference of each level.
 */
export async function runApi(recorded: ApiCase, comparator: Comparator): Promise<{ L1: Verdict; L3: Verdict }> {
  const server = await startServer({ seed: 1, activityPollMilliseconds: 50, log: () => undefined });
  try {
    return await new Transcript(server, recorded, comparator).run();
  } finally {
    await server.close();
  }
}

class Transcript {
  private readonly unifier: InstanceType<Comparator['Unifier']> & { readonly bound?: Map<string, string> };
  private lastToken: string | undefined;
  private definitions = 0;

  constructor(
    private readonly server: StepFunctionsServer,
    private readonly recorded: ApiCase,
    comparator: Comparator,
  ) {
    this.unifier = new comparator.Unifier(recorded.placeholders);
  }

  async run(): Promise<{ L1: Verdict; L3: Verdict }> {
    let L1: string | undefined;
    let L3: string | undefined;
    for (const step of aligned(this.recorded)) {
      if ('madeUp' in step) {
        await this.makeUp(step.madeUp, step.next);
        continue;
      }
      const expected = expectedOf(step.response);
      // Refused by the client that recorded it: the service was not asked.
      if (expected === undefined || step.operation === 'logs') continue;
      const got = await this.call(step.operation, this.translated(step.request));
      const code = (answer: Answer): string => ('error' in answer ? answer.error.code : 'accepted');
      if (code(expected) !== code(got))
        L1 ??= `${step.operation}: recorded ${code(expected)}, produced ${code(got)} ${JSON.stringify(got).slice(0, 300)}`;
      const different = this.difference(expected, got);
      if (different !== undefined) L3 ??= `${step.operation}: ${different}`;
    }
    return { L1: verdict(L1), L3: verdict(L3 ?? L1) };
  }

  private difference(expected: Answer, got: Answer): string | undefined {
    const [rec, prod] = [plain(expected), asOf(this.recorded.recordedOn, plain(got))];
    const different = this.unifier.diff(rec, prod);
    return different === null
      ? undefined
      : `${different.path}: recorded ${JSON.stringify(different.rec)}, produced ${JSON.stringify(different.prod)}`;
  }

  private async call(operation: string, request: JsonObject): Promise<Answer> {
    const target = `AWSStepFunctions.${operation
      .split('_')
      .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
      .join('')}`;
    const answered = await fetch(this.server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target },
      body: JSON.stringify(request),
    });
    const body = (await answered.json()) as JsonObject;
    if (!answered.ok) return { error: { code: String(body.__type).replace(/^.*#/, ''), message: String(body.message) } };
    if (typeof body.nextToken === 'string') this.lastToken = body.nextToken;
    return { response: body };
  }

  /** A request with what this server made in place of what the recorded one did. */
  private translated(request: JsonObject): JsonObject {
    let text = JSON.stringify(request);
    for (const [placeholder, was] of Object.entries(this.recorded.placeholders.bindings ?? {})) {
      const now = this.unifier.bound?.get(placeholder);
      if (now !== undefined && was.length > 3) text = text.replaceAll(was, now);
    }
    const translated = JSON.parse(text) as JsonObject;
    return translated.nextToken === 'nextToken' && this.lastToken !== undefined ? { ...translated, nextToken: this.lastToken } : translated;
  }

  /** Makes a call of which nothing but the name was recorded, so that the recorded ones that follow can be answered. */
  private async makeUp(operation: string, next: ApiCall): Promise<void> {
    const request = this.madeUp(operation, next);
    if (request !== undefined) await this.call(operation, request);
  }

  private madeUp(operation: string, next: ApiCall): JsonObject | undefined {
    const arns = [...JSON.stringify(this.recorded.calls).matchAll(/"(arn:aws:states:[^"]*?)"/g)].map(([, arn]) => arn as string);
    const machine = machineIn(arns);
    const alias = arns.find((arn) => /:stateMachine:[^:]+:[A-Za-z]/.test(arn)) ?? '';
    const activity = arns.find((arn) => arn.includes(':activity:')) ?? '';
    const isVersioned = arns.some((arn) => /:stateMachine:[^:]+:\d+$/.test(arn));
    switch (operation) {
      case 'create_state_machine':
        // One that the recording says is not there was deleted, or never had this name.
        if (JSON.stringify(next.response).includes('DoesNotExist')) return undefined;
        return {
          name: machine.slice(machine.lastIndexOf(':') + 1),
          definition: JSON.stringify(PASS),
          roleArn: ROLE,
          publish: isVersioned,
          ...described(next),
        };
      case 'update_state_machine': {
        const settings = described(next);
        if (settings !== undefined) return { stateMachineArn: machine, ...settings };
        this.definitions += 1;
        return { stateMachineArn: machine, definition: JSON.stringify({ ...PASS, Comment: `R${this.definitions}` }), publish: true };
      }
      case 'update_state_machine_alias':
        return {
          stateMachineAliasArn: alias,
          routingConfiguration: [{ stateMachineVersionArn: `${machine}:${this.definitions + 1}`, weight: 100 }],
        };
      case 'delete_state_machine_version':
        return { stateMachineVersionArn: `${machine}:2` };
      case 'delete_state_machine_alias':
        return { stateMachineAliasArn: alias };
      case 'start_execution':
        return { stateMachineArn: isVersioned ? `${machine}:1` : machine, ...this.recordedName(arns) };
      case 'create_activity':
        return { name: activity.slice(activity.lastIndexOf(':') + 1) };
      case 'delete_activity':
        return { activityArn: activity };
      default:
        return undefined;
    }
  }

  /** Executions that nobody was recorded to start bear the names that the others ask for. */
  private recordedName(arns: readonly string[]): JsonObject {
    const asked = arns.find((arn) => arn.includes(':execution:'));
    return asked === undefined || this.recorded.calls.some(({ operation }) => operation === 'start_execution')
      ? {}
      : { name: asked.slice(asked.lastIndexOf(':') + 1) };
  }
}

/** All calls in their order: recorded ones, and the names of the others with the recorded one that follows. What was not recorded at the end was the test's cleaning up. */
function aligned({ calls, operationsCalled }: ApiCase): readonly (ApiCall | { readonly madeUp: string; readonly next: ApiCall })[] {
  const steps: (ApiCall | { readonly madeUp: string; readonly next: ApiCall })[] = [];
  let at = 0;
  for (const operation of operationsCalled) {
    const next = calls[at];
    if (next === undefined) break;
    if (operation === next.operation && !isRepeated(operation, next, calls[at - 1])) {
      steps.push(next);
      at += 1;
    } else steps.push({ madeUp: operation, next });
  }
  return [...steps, ...calls.slice(at)];
}

/** A version that is deleted before anything was recorded is another than the recorded one. */
function isRepeated(operation: string, next: ApiCall, before: ApiCall | undefined): boolean {
  return before === undefined && operation === 'delete_state_machine_version' && isJsonObject(next.request);
}

function machineIn(arns: readonly string[]): string {
  const named = arns.find((arn) => arn.includes(':stateMachine:')) ?? arns.find((arn) => arn.includes(':execution:'));
  return (named ?? 'arn:aws:states:us-east-1:111111111111:stateMachine:made-up')
    .replace(':execution:', ':stateMachine:')
    .split(':')
    .slice(0, 7)
    .join(':');
}

/** What a description that follows says of the machine. */
function described({ operation, response }: ApiCall): JsonObject | undefined {
  if (operation !== 'describe_state_machine' || !isJsonObject(response) || !isJsonObject(response.definition)) return undefined;
  const { definition, loggingConfiguration, tracingConfiguration } = response;
  return {
    definition: JSON.stringify(definition),
    ...(loggingConfiguration === undefined ? {} : { loggingConfiguration }),
    ...(tracingConfiguration === undefined ? {} : { tracingConfiguration }),
  };
}

function expectedOf(response: JsonValue): Answer | undefined {
  if (typeof response === 'string') return refusal(response);
  if (!isJsonObject(response)) return undefined;
  const { exception_value: raised, Error: error, ResponseMetadata: _, ...rest } = response;
  if (typeof raised === 'string') return refusal(raised);
  if (isJsonObject(error)) return { error: { code: String(error.Code), message: String(error.Message) } };
  return { response: rest };
}

function refusal(text: string): Answer | undefined {
  const [, code, message] = /^An error occurred \((\w+)\) when calling the \w+ operation: ([\s\S]*)$/.exec(text) ?? [];
  return code === undefined || message === undefined ? undefined : { error: { code, message } };
}

/** JSON texts of objects were recorded as objects. */
function plain(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('{')) {
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

/** Members that answers of the service have gained since the recordings began, with the day after which every recording has them. */
const GAINED: Readonly<Record<string, string>> = {
  encryptionConfiguration: '2024-07-25',
  redriveCount: '2023-11-15',
  redriveStatus: '2023-11-15',
  redriveStatusReason: '2023-11-15',
};

/** An answer without what no recording of that day can have. */
function asOf(day: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => asOf(day, item));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([key]) => !(Object.hasOwn(GAINED, key) && day < (GAINED[key] as string)));
  return Object.fromEntries(members.map(([key, member]) => [key, asOf(day, member)]));
}

const verdict = (diff: string | undefined): Verdict => ({ ok: diff === undefined, diff: diff ?? null });
