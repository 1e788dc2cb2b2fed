import { childPointer, type JsonValue, ownKey } from '../../asl';
import type { Rule } from '../rule';
import { readResource } from '../services/read-resource';

/** Warns of a callback task that never hands out its token. */
export const taskTokens: Rule = {
  name: 'TOKEN_NOT_PASSED',
  severity: 'WARNING',
  aws: false,
  *check({ states }) {
    for (const { node, state } of states) {
      const resource = node.type === 'Task' ? ownKey(state, 'Resource') : undefined;
      if (typeof resource !== 'string') continue;
      const parsed = readResource(resource);
      if ((parsed.kind !== 'integration' && parsed.kind !== 'sdk') || parsed.pattern !== 'waitForCallback') continue;
      const payload = ownKey(state, node.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters');
      if (payload !== undefined && passesToken(payload, node.queryLanguage === 'JSONata')) continue;
      const token = node.queryLanguage === 'JSONata' ? '"{% $states.context.Task.Token %}"' : '"$$.Task.Token"';
      yield {
        pointer: childPointer(node.pointer, 'Resource'),
        message: `State "${node.name}" waits for a task token that it never passes on`,
        hint: `put ${token} into the payload`,
      };
    }
  },
};

/** The whole context object holds the token, too. */
function passesToken(value: JsonValue, jsonata: boolean): boolean {
  const text = JSON.stringify(value);
  if (jsonata) return /\$states\.context(?:\.Task\b|[^.\w]|$)|\$states\b(?!\s*\.)/.test(text) || text.includes('Task.Token');
  return text.includes('$$.Task') || text.includes("$$['Task']") || /"\$\$"|[(,]\s*\$\$\s*[,)]/.test(text);
}
