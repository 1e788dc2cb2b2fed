import type { JsonValue } from '../../asl';
import type { TaskCall, TaskHandler } from '../../interpreter';

/**
 * Who answers the tasks of executions: a function of the call, or answers by `"Machine/State"`, state or resource, in which `*` stands for anything. The first of these
 * that names the call answers it: machine and state, state, resource, patterns in their order. A function may give a promise, and throws `TaskError` to fail the attempt.
 */
export type ServerTasks = TaskHandler | Readonly<Record<string, TaskHandler | JsonValue>>;

/** The answer that the rules have for a call: undefined where none names it. */
export function ruleFor(tasks: ServerTasks | undefined, call: TaskCall): TaskHandler | { readonly constant: JsonValue } | undefined {
  if (tasks === undefined) return undefined;
  if (typeof tasks === 'function') return tasks;
  const names = namesOf(call);
  const exact = names.find((name) => Object.hasOwn(tasks, name));
  const key = exact ?? Object.keys(tasks).find((pattern) => pattern.includes('*') && names.some((name) => fits(name, pattern)));
  if (key === undefined) return undefined;
  const answer = tasks[key] as TaskHandler | JsonValue;
  return typeof answer === 'function' ? answer : { constant: answer };
}

/** What a rule may call a task. */
export function namesOf(call: TaskCall): readonly string[] {
  const { StateMachine: machine } = call.context as { readonly StateMachine?: { readonly Name?: string } };
  return [`${machine?.Name ?? ''}/${call.state}`, call.state, call.resource];
}

/** `*` stands for any text: looked for part by part, so that no pattern runs away. */
function fits(name: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const last = parts.pop() as string;
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
