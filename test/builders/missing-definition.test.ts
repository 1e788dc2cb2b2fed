import { Workflow, workflow } from 'drystep';
import { emptyStack } from './synthesized';

test.each([
  ['misspelt', { definiton: workflow() }, 'received "definiton". Hint: did you mean "definition"?'],
  ['absent', {}, "received none. Hint: write new Workflow(this, 'Orders', { definition: flow })."],
])('a workflow whose definition is %s says so', (_, props, message) => {
  expect(() => new Workflow(emptyStack(), 'Flow', props as never)).toThrow(
    `Test/Flow: new Workflow(): expected a definition among its props, ${message}`,
  );
});
