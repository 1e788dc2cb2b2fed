import type { JsonValue } from '../../asl';
import type { TaskCall, TaskHandler } from '../../interpreter';
import type { ListedAnswers } from './listed-answers';

/**
 * Who answers the tasks of executions: a function of the call, or answers by `"Machine/State"`, state or resource, in which `*` stands for anything. The first of these
 * that names the call answers it: machine and state, state, resource, patterns in their order. A function may give a promise, and throws `TaskError` to fail the attempt.
 * `{ $answers: [{ throttles: 2 }, { returns: 1 }] }` answers one after the other, counted for each execution.
 */
export type ServerTasks = TaskHandler | Readonly<Record<string, TaskHandler | JsonValue>>;

/** Who answers the tasks of a name: a function, one constant, or one answer after the other. */
export type TaskRule = TaskHandler | { readonly constant: JsonValue } | ListedAnswers;

/** The same, as a server keeps it. */
export type TakenTasks = TaskHandler | Readonly<Record<string, TaskRule>>;

/** The rule for a call: undefined where none names it. */
export function ruleFor(tasks: TakenTasks | undefined, call: TaskCall): TaskRule | undefined {
  if (tasks === undefined) return undefined;
  if (typeof tasks === 'function') return tasks;
  const names = namesOf(call);
  const exact = names.find((name) => Object.hasOwn(tasks, name));
  const key = exact ?? Object.keys(tasks).find((pattern) => pattern.includes('*') && names.some((name) => fitsRuleName(name, pattern)));
  return key === undefined ? undefined : tasks[key];
}

/** What a rule may call a task. */
export function namesOf(call: TaskCall): readonly [string, ...string[]] {
  const { StateMachine: machine } = call.context as { readonly StateMachine?: { readonly Name?: string } };
  return [`${machine?.Name ?? ''}/${call.state}`, call.state, call.resource];
}

/** Whether a name fits a pattern, in which `*` stands for any text: looked for part by part, so that no pattern runs away. */
export function fitsRuleName(name: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const last = parts.pop()!;
  const [first = '', ...middle] = parts;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of middle) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
